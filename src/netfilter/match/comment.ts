/** `-m comment --comment TEXT`: always matches. */
export interface CommentMatch {
  readonly kind: 'comment';
  readonly comment: string;
}
