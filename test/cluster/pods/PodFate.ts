/** What becomes of a pod that a client creates. */
export type PodFate =
  /** Its containers' commands are really run, on this machine, in a process group each. */
  | { readonly kind: 'run' }
  /** It is said to run, and does nothing. */
  | { readonly kind: 'pretend' }
  /** No node takes it. */
  | { readonly kind: 'pending'; readonly message?: string }
  /** Its containers wait: `ImagePullBackOff`, `CreateContainerError`. */
  | { readonly kind: 'waiting'; readonly reason: string; readonly message?: string };
