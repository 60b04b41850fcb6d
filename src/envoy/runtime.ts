/** Runtime values by key, as text: what overrides the configuration (docs/root/configuration/operations/runtime.rst). */
export type Runtime = ReadonlyMap<string, string>;

/** A value that is a number, without its fraction; undefined for one of another form, which Envoy ignores (`SnapshotImpl::getInteger`). */
export function runtimeInteger(runtime: Runtime, key: string): number | undefined {
  const text = runtime.get(key)?.trim();
  if (text === undefined || !/^\d+(?:\.\d+)?(?:e\+?\d+)?$/i.test(text)) return undefined;
  return Math.trunc(Number(text));
}
