/** Who took a client certificate of a cluster. Dates are ISO strings. */
export interface IssuedCertificateView {
  id: string;
  userName: string;
  issuedAt: string;
  notAfter: string;
}
