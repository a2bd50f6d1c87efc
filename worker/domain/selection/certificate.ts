/** What a certificate says, for good. Canonical JSON, hashed; the verification page and the sheet are drawn from it. */
export interface CertificateDocument {
  format: 1
  number: string
  programme: { slug: string; title: string; titleEn: string; organiser: string; approval: string }
  category: string
  estate: { slug: string; name: string; placeNames: string[]; company: string | null }
  /** The released figures that the award rests on. */
  basis: { period: string; manifestHash: string; band: string | null; base: number | null }
  shortlist: { number: number; hash: string; place: number; total: number }
  awardedOn: string
  validFrom: string
  validTo: string
  demonstration: boolean
}
