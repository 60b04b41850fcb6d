import type { RuleScript } from './RuleScript.js';
import type { CaptureScope } from './scope.js';

/** The mark of what the proxy sends to its own pod (constants.OutboundMark). */
const OUTBOUND_MARK = 1338;

/**
 * TPROXY's marks in mangle (run.go, end of Run): 1.6 to 1.8 mark answers of localhost, from 1.9 on the connection keeps the mark, from
 * 1.11 on what the proxy sends to its own pod has a mark of its own.
 */
export function addTproxyMarks(script: RuleScript, { args, minor, localhost, passthrough }: CaptureScope): void {
  const { value: mark } = args.tproxyMark;
  if (minor >= 6 && minor <= 8) {
    script.append(
      'mangle',
      'OUTPUT',
      `-s 127.0.0.1/32 ! -d 127.0.0.1/32 -p tcp -j MARK --set-xmark ${mark}/0xffffffff`,
    );
  }
  if (minor < 9) return;
  const masks = '--nfmask 0xffffffff --ctmask 0xffffffff';
  script.append('mangle', 'PREROUTING', `-p tcp -m mark --mark ${mark} -j CONNMARK --save-mark ${masks}`);
  if (minor >= 11) {
    const own = [
      ...args.proxyUids.value.map((id) => `--uid-owner ${id}`),
      ...args.proxyGids.value.map((id) => `--gid-owner ${id}`),
    ];
    script.append(
      'mangle',
      'OUTPUT',
      `-o lo -p tcp -m mark --mark ${mark} -j RETURN`,
      ...own.map(
        (owner) => `! -d ${localhost} -o lo -p tcp -m owner ${owner} -j MARK --set-xmark ${OUTBOUND_MARK}/0xffffffff`,
      ),
    );
  }
  script.append('mangle', 'OUTPUT', `-p tcp -m connmark --mark ${mark} -j CONNMARK --restore-mark ${masks}`);
  script.insert('mangle', 'ISTIO_INBOUND', 1, `-p tcp -m mark --mark ${mark} -j RETURN`);
  if (minor < 11) return;
  script.insert('mangle', 'ISTIO_INBOUND', 2, `-s ${passthrough} -i lo -p tcp -j RETURN`);
  script.insert('mangle', 'ISTIO_INBOUND', 3, `-i lo -p tcp -m mark ! --mark ${OUTBOUND_MARK} -j RETURN`);
}
