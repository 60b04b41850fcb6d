/**
 * Fields of the messages that clients send in protobuf: `NUMBER NAME TYPE`, a type of `skip` is left out, `map` is of texts. As in
 * `generated.proto` of k8s.io/api core/v1 and authorization/v1, and of k8s.io/apimachinery meta/v1.
 */
export const MESSAGES: Readonly<Record<string, string>> = {
  SelfSubjectAccessReview: '1 metadata ObjectMeta, 2 spec SelfSubjectAccessReviewSpec, 3 status skip',
  SelfSubjectAccessReviewSpec: '1 resourceAttributes ResourceAttributes, 2 nonResourceAttributes NonResourceAttributes',
  ResourceAttributes:
    '1 namespace string, 2 verb string, 3 group string, 4 version string, 5 resource string, 6 subresource string, 7 name string',
  NonResourceAttributes: '1 path string, 2 verb string',
  SelfSubjectRulesReview: '1 metadata ObjectMeta, 2 spec SelfSubjectRulesReviewSpec, 3 status skip',
  SelfSubjectRulesReviewSpec: '1 namespace string',
  SelfSubjectReview: '1 metadata ObjectMeta, 2 status skip',
  TokenRequest: '1 metadata ObjectMeta, 2 spec TokenRequestSpec, 3 status skip',
  TokenRequestSpec: '1 audiences string[], 3 boundObjectRef skip, 4 expirationSeconds int',
  DeleteOptions:
    '1 gracePeriodSeconds int, 2 preconditions Preconditions, 3 orphanDependents bool, 4 propagationPolicy string, 5 dryRun string[]',
  Preconditions: '1 uid string, 2 resourceVersion string',
  ObjectMeta:
    '1 name string, 2 generateName string, 3 namespace string, 4 selfLink string, 5 uid string, 6 resourceVersion string, 7 generation int, ' +
    '8 creationTimestamp skip, 9 deletionTimestamp skip, 10 deletionGracePeriodSeconds int, 11 labels map, 12 annotations map, ' +
    '13 ownerReferences OwnerReference[], 14 finalizers string[], 17 managedFields skip',
  OwnerReference:
    '1 kind string, 3 name string, 4 uid string, 5 apiVersion string, 6 controller bool, 7 blockOwnerDeletion bool',
  Pod: '1 metadata ObjectMeta, 2 spec PodSpec, 3 status skip',
  PodSpec:
    '1 volumes Volume[], 2 containers Container[], 3 restartPolicy string, 4 terminationGracePeriodSeconds int, 5 activeDeadlineSeconds int, ' +
    '6 dnsPolicy string, 7 nodeSelector map, 8 serviceAccountName string, 9 serviceAccount string, 10 nodeName string, 11 hostNetwork bool, ' +
    '12 hostPID bool, 13 hostIPC bool, 14 securityContext PodSecurityContext, 16 hostname string, 17 subdomain string, 19 schedulerName string, ' +
    '20 initContainers Container[], 21 automountServiceAccountToken bool, 22 tolerations Toleration[], 24 priorityClassName string, 25 priority int, ' +
    '27 shareProcessNamespace bool, 29 runtimeClassName string, 30 enableServiceLinks bool, 31 preemptionPolicy string, 35 setHostnameAsFQDN bool',
  PodSecurityContext:
    '2 runAsUser int, 3 runAsNonRoot bool, 4 supplementalGroups int[], 5 fsGroup int, 6 runAsGroup int, 9 fsGroupChangePolicy string, ' +
    '10 seccompProfile SeccompProfile',
  SecurityContext:
    '1 capabilities Capabilities, 2 privileged bool, 4 runAsUser int, 5 runAsNonRoot bool, 6 readOnlyRootFilesystem bool, ' +
    '7 allowPrivilegeEscalation bool, 8 runAsGroup int, 9 procMount string, 11 seccompProfile SeccompProfile',
  Capabilities: '1 add string[], 2 drop string[]',
  SeccompProfile: '1 type string, 2 localhostProfile string',
  Container:
    '1 name string, 2 image string, 3 command string[], 4 args string[], 5 workingDir string, 6 ports ContainerPort[], 7 env EnvVar[], ' +
    '8 resources ResourceRequirements, 9 volumeMounts VolumeMount[], 13 terminationMessagePath string, 14 imagePullPolicy string, ' +
    '15 securityContext SecurityContext, 16 stdin bool, 17 stdinOnce bool, 18 tty bool, 20 terminationMessagePolicy string, 24 restartPolicy string',
  ContainerPort: '1 name string, 2 hostPort int, 3 containerPort int, 4 protocol string, 5 hostIP string',
  EnvVar: '1 name string, 2 value string, 3 valueFrom EnvVarSource',
  EnvVarSource: '1 fieldRef ObjectFieldSelector',
  ObjectFieldSelector: '1 apiVersion string, 2 fieldPath string',
  ResourceRequirements: '1 limits quantities, 2 requests quantities',
  Toleration: '1 key string, 2 operator string, 3 value string, 4 effect string, 5 tolerationSeconds int',
  Volume: '1 name string, 2 volumeSource VolumeSource',
  VolumeSource: '1 hostPath HostPathVolumeSource, 2 emptyDir EmptyDirVolumeSource',
  HostPathVolumeSource: '1 path string, 2 type string',
  EmptyDirVolumeSource: '1 medium string',
  VolumeMount:
    '1 name string, 2 readOnly bool, 3 mountPath string, 4 subPath string, 5 mountPropagation string, 6 subPathExpr string, 7 recursiveReadOnly string',
};
