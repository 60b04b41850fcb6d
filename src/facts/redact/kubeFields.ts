const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** Fields of Kubernetes', Istio's and the Gateway API's objects that say what there is and where it runs, by name, in any object. */
export const KUBE_FIELDS: ReadonlySet<string> = new Set(
  words(`
    apiVersion kind items metadata name generateName namespace labels uid resourceVersion generation creationTimestamp deletionTimestamp
    deletionGracePeriodSeconds ownerReferences controller blockOwnerDeletion finalizers spec status
    containers initContainers ephemeralContainers targetContainerName image imageID imagePullPolicy workingDir ports containerPort hostPort
    hostIP protocol resources limits requests cpu memory ephemeral-storage volumeMounts mountPath readOnly securityContext runAsUser runAsGroup
    runAsNonRoot fsGroup supplementalGroups privileged allowPrivilegeEscalation readOnlyRootFilesystem capabilities add drop seccompProfile
    restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds dnsPolicy dnsConfig nameservers searches options ndots hostAliases ip
    hostnames nodeSelector nodeName serviceAccount serviceAccountName automountServiceAccountToken hostNetwork hostPID hostIPC hostname
    subdomain schedulerName priority priorityClassName preemptionPolicy tolerations operator effect tolerationSeconds affinity
    enableServiceLinks readinessGates conditionType readinessProbe livenessProbe startupProbe httpGet tcpSocket grpc scheme
    initialDelaySeconds periodSeconds timeoutSeconds successThreshold failureThreshold
    phase conditions type lastTransitionTime lastProbeTime reason podIP podIPs hostIPs startTime qosClass containerStatuses
    initContainerStatuses ephemeralContainerStatuses containerID ready started restartCount state lastState running waiting terminated
    exitCode signal startedAt finishedAt observedGeneration
    clusterIP clusterIPs externalIPs externalName externalTrafficPolicy internalTrafficPolicy sessionAffinity sessionAffinityConfig clientIP
    loadBalancerIP loadBalancerClass loadBalancerSourceRanges loadBalancer ingress ipMode ipFamilies ipFamilyPolicy
    publishNotReadyAddresses allocateLoadBalancerNodePorts healthCheckNodePort port targetPort nodePort appProtocol selector trafficDistribution
    addressType endpoints addresses serving terminating targetRef zone hints forZones forNodes subsets notReadyAddresses
    podCIDR podCIDRs providerID unschedulable taints address capacity allocatable nodeInfo architecture containerRuntimeVersion kernelVersion
    kubeletVersion kubeProxyVersion operatingSystem osImage
    replicas readyReplicas availableReplicas updatedReplicas matchLabels matchExpressions values template strategy rollingUpdate
    maxSurge maxUnavailable revisionHistoryLimit progressDeadlineSeconds serviceName podManagementPolicy updateStrategy
    hosts gateways http tcp tls match route destination host subset weight uri prefix exact regex method authority queryParams
    ignoreUriCase withoutHeaders sourceLabels sourceNamespace sniHosts destinationSubnets redirect redirectCode redirectPort derivePort
    rewrite uriRegexRewrite rewritePattern directResponse fault delay abort fixedDelay httpStatus grpcStatus percentage percent value timeout
    retries attempts perTryTimeout retryOn retryRemoteLocalities mirror mirrorPercentage mirrors corsPolicy allowOrigin allowOrigins
    allowMethods allowHeaders exposeHeaders maxAge allowCredentials headers request response delegate exportTo
    trafficPolicy connectionPool maxConnections connectTimeout tcpKeepalive http1MaxPendingRequests http2MaxRequests
    maxRequestsPerConnection maxRetries idleTimeout h2UpgradePolicy useClientProtocol outlierDetection consecutive5xxErrors
    consecutiveGatewayErrors consecutiveErrors splitExternalLocalOriginErrors interval baseEjectionTime maxEjectionPercent
    minHealthPercent simple consistentHash httpHeaderName httpCookie httpQueryParameterName useSourceIp minimumRingSize ttl
    localityLbSetting enabled failover failoverPriority from to distribute portLevelSettings mode credentialName sni subjectAltNames
    insecureSkipVerify workloadSelector servers number location resolution network locality endpoints
    mtls portLevelMtls selector targetRefs targetRef group sectionName action rules source principals notPrincipals requestPrincipals
    notRequestPrincipals namespaces notNamespaces ipBlocks notIpBlocks remoteIpBlocks notRemoteIpBlocks operation notHosts notPorts methods
    notMethods paths notPaths when key notValues jwtRules issuer audiences jwksUri fromHeaders fromParams outputPayloadToHeader
    forwardOriginalToken provider egress captureMode bind outboundTrafficPolicy inboundConnectionPool
    gatewayClassName listeners parentRefs backendRefs matches path filters requestHeaderModifier urlRewrite replacePrefixMatch
    replaceFullPath requestMirror backendRef requestRedirect statusCode allowedRoutes kinds attachedRoutes supportedKinds parents
    parentRef controllerName certificateRefs configPatches applyTo context proxyVersion routeConfiguration vhost listener filterChain
    filter subFilter cluster service portNumber portName filterClass operation patch tag tagOverrides metrics overrides dimensions
    accessLogging tracing providers disabled randomSamplingPercentage network serviceAccount weight timeoutSeconds data involvedObject
  `),
);

/** Annotations that hopctl reads, and others that name settings of the mesh. */
const ANNOTATIONS: readonly RegExp[] = [
  /^(?:traffic\.)?sidecar\.istio\.io\/(?:inject|status|interceptionMode|include|exclude|kubevirt|proxyCPU|proxyMemory|rewriteAppHTTPProbers)/,
  /^traffic\.istio\.io\//,
  /^(?:ambient\.)?istio\.io\/(?:redirection|rev|reroute-virtual-interfaces|use-waypoint|dataplane-mode|waypoint-for)$/,
  /^kubectl\.kubernetes\.io\/default-(?:logs-)?container$/,
  /^prometheus\.io\/(?:scrape|port|path|scheme)$/,
  /^networking\.istio\.io\/exportTo$/,
  /^service\.kubernetes\.io\//,
  /^endpoints\.kubernetes\.io\/last-change-trigger-time$/,
];

/** Whether an annotation's value may be shown. */
export function isOpenAnnotation(name: string): boolean {
  return ANNOTATIONS.some((known) => known.test(name));
}
