/** The long names of response flags (source/common/stream_info/utility.h). */
const LONG_FLAGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    LH: 'FailedLocalHealthCheck',
    UH: 'NoHealthyUpstream',
    UT: 'UpstreamRequestTimeout',
    LR: 'LocalReset',
    UR: 'UpstreamRemoteReset',
    UF: 'UpstreamConnectionFailure',
    UC: 'UpstreamConnectionTermination',
    UO: 'UpstreamOverflow',
    NR: 'NoRouteFound',
    DI: 'DelayInjected',
    FI: 'FaultInjected',
    RL: 'RateLimited',
    UAEX: 'UnauthorizedExternalService',
    RLSE: 'RateLimitServiceError',
    DC: 'DownstreamConnectionTermination',
    URX: 'UpstreamRetryLimitExceeded',
    SI: 'StreamIdleTimeout',
    IH: 'InvalidEnvoyRequestHeaders',
    DPE: 'DownstreamProtocolError',
    UMSDR: 'UpstreamMaxStreamDurationReached',
    RFCF: 'ResponseFromCacheFilter',
    NFCF: 'NoFilterConfigFound',
    DT: 'DurationTimeout',
    UPE: 'UpstreamProtocolError',
    NC: 'NoClusterFound',
    OM: 'OverloadManagerTerminated',
    DF: 'DnsResolutionFailed',
    DO: 'DropOverload',
    UDO: 'UnconditionalDropOverload',
    DR: 'DownstreamRemoteReset',
  }),
);

/** `NoRouteFound` for `NR`; a flag without a long name stays as it is. */
export function longFlag(flag: string): string {
  return LONG_FLAGS.get(flag) ?? flag;
}
