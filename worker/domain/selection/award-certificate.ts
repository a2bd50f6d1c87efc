import { shiftDay } from "../quarter.ts"
import type { CertificateDocument } from "./certificate.ts"
import type { EstateFigures } from "./figures.ts"
import type { Approval, ProgrammeRules } from "./rules.ts"
import type { ShortlistEntry } from "./shortlist.ts"

/** How an approval is named on a certificate. */
export function approvalText(approval: Approval): string {
  return approval.kind === "number" ? `${approval.number}（${approval.by}）` : approval.reason
}

/** The last day on which a certificate of so many years is valid. */
export function lastValidDay(from: string, years: number): string {
  const year = String(Number(from.slice(0, 4)) + years).padStart(4, "0")
  // A 29 February has its anniversary on 1 March.
  const leap = from.endsWith("-02-29") && !isLeap(Number(year))
  return shiftDay(leap ? `${year}-03-01` : `${year}${from.slice(4)}`, -1)
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** What the certificate of an award says. */
export function certificateOf(given: {
  slug: string
  rules: ProgrammeRules
  entry: ShortlistEntry
  category: string
  figures: EstateFigures
  list: { number: number; hash: string }
  number: string
  today: string
}): CertificateDocument {
  const { slug, rules, entry, category, figures, list, number, today } = given
  const { name, placeNames, company } = entry.estate
  return {
    format: 1,
    number,
    programme: {
      slug,
      title: rules.title,
      titleEn: rules.titleEn,
      organiser: rules.organiser,
      approval: approvalText(rules.approval),
    },
    category: rules.categories.find(({ code }) => code === category)?.title ?? category,
    estate: { slug: entry.estate.slug, name, placeNames, company },
    basis: {
      period: figures.basis.period,
      manifestHash: figures.basis.manifestHash,
      band: figures.basis.band,
      base: figures.basis.base,
    },
    shortlist: { ...list, place: entry.place ?? 0, total: entry.total },
    awardedOn: today,
    validFrom: today,
    validTo: lastValidDay(today, rules.validityYears),
    demonstration: figures.demonstration,
  }
}

/** What the verification page says of a certificate on a day. */
export type CertificateState = "valid" | "revoked" | "expired"

/** The state of a certificate: revoked for good, or by its days. */
export function certificateState(
  { validTo, revokedAt }: { validTo: string; revokedAt: string | null },
  today: string,
): CertificateState {
  if (revokedAt !== null) return "revoked"
  return today > validTo ? "expired" : "valid"
}
