import type { Fault } from "../errors.ts"

/** Documents that tell who a judge is. */
export const documentKinds = ["resident_id", "passport", "travel_permit", "other"] as const

/** Weights of GB 11643: the last character of a resident's number checks the others. */
/** Characters of a number that is no resident's. */
export const documentLength = { least: 5, most: 30 } as const
const numberForm = new RegExp(`^[A-Z0-9()]{${documentLength.least},${documentLength.most}}$`)
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

function isResidentNumber(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return "10X98765432"[sum % 11] === number[17]
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
  else if (known === "resident_id" && !isResidentNumber(number))
    faults.push({ rule: "identity_number_wrong", field: "number" })
  else if (!numberForm.test(number)) faults.push({ rule: "identity_number_shape", field: "number" })
  return { document: faults.length > 0 ? null : `${known} ${number}`, faults }
}
