import type { CaptureArguments, Selection } from '../../istio/capture/arguments/CaptureArguments.js';

/** Arguments of istio-iptables that mean the same, wherever they were written: in an init container, in annotations for the CNI plugin. */
export function captureFlags(args: CaptureArguments): readonly string[] {
  return [
    'istio-iptables',
    ...['-p', String(args.proxyPort.value), '-z', String(args.inboundCapturePort.value)],
    ...['-e', String(args.inboundTunnelPort.value)],
    ...['-u', args.proxyUids.value.join(','), '-g', args.proxyGids.value.join(',')],
    ...[
      '-m',
      args.mode.value,
      '-b',
      selection(args.inboundPorts.value),
      '-d',
      args.excludedInboundPorts.value.join(','),
    ],
    ...['-i', selection(args.outboundRanges.value), '-x', args.excludedOutboundRanges.value.join(',')],
    ...['-q', args.outboundPorts.value.join(','), '-o', args.excludedOutboundPorts.value.join(',')],
    ...['-c', args.excludedInterfaces.value.join(','), '-k', args.virtualInterfaces.value.join(',')],
    ...['-t', String(args.tproxyMark.value), '-r', String(args.tproxyRouteTable.value)],
    ...(args.redirectDns.value ? ['--redirect-dns'] : []),
    ...(args.captureAllDns.value ? ['--capture-all-dns'] : []),
    ...(args.dropInvalid.value ? ['--drop-invalid'] : []),
    ...(args.dualStack.value ? ['--dual-stack'] : []),
  ];
}

function selection(value: Selection): string {
  return value === '*' ? '*' : value.join(',');
}
