/** Who took a kubeconfig of a cluster. Dates are ISO strings. */
export interface IssuedKubeconfigView {
  id: string;
  userName: string;
  issuedAt: string;
  notAfter: string;
}
