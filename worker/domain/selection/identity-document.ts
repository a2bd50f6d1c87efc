import type { Fault } from "../errors.ts"

/** Documents that tell who a judge is. */
export const documentKinds = ["resident_id", "passport", "travel_permit", "other"] as const

/** Characters of the number of a document of which no form is known. */
export const documentLength = { least: 5, most: 30 } as const

/**
 * Passports of every country: the number has at most 9 positions (ICAO Doc 9303-4), and at least 7 in use.
 * The letters of Chinese passports (E, G, D, P, S) are not asked for: a judge may be of another country.
 */
const passportForm = /^(?=(?:.*\d){5})[A-Z0-9]{7,9}$/
/**
 * Hong Kong and Macao: H or M and the 8 digits a holder keeps for life (cards since 2013; the older ones, with
 * two more digits for the renewal, have expired). Taiwan: 8 digits (cards since 2015).
 */
const permitForm = /^(?:[HM]\d{8}|\d{8})$/
const otherForm = new RegExp(`^[A-Z0-9()]{${documentLength.least},${documentLength.most}}$`)

/** Weights of GB 11643: the last character of a resident's number checks the others. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

function isResidentNumber(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return "10X98765432"[sum % 11] === number[17]
}

/** The rule that the number of a document of this kind breaks, or null. */
function brokenRule(kind: (typeof documentKinds)[number] | undefined, number: string): string | null {
  if (kind === "resident_id") return isResidentNumber(number) ? null : "identity_number_wrong"
  if (kind === "passport") return passportForm.test(number) ? null : "identity_passport_shape"
  if (kind === "travel_permit") return permitForm.test(number) ? null : "identity_permit_shape"
  return otherForm.test(number) ? null : "identity_number_shape"
}

/** A document as it was typed: the same number in whatever spelling gives the same text. */
export function readDocument(kind: string, typed: string): { document: string | null; faults: Fault[] } {
  const faults: Fault[] = []
  const number = typed
    .normalize("NFKC")
    .replace(/[\s\-·]/g, "")
    .toUpperCase()
  const known = documentKinds.find((one) => one === kind)
  if (!known) faults.push({ rule: "identity_kind_missing", field: "kind" })
  if (number === "") faults.push({ rule: "identity_number_missing", field: "number" })
  else {
    const rule = brokenRule(known, number)
    if (rule !== null) faults.push({ rule, field: "number" })
  }
  return { document: faults.length > 0 ? null : `${known} ${number}`, faults }
}
