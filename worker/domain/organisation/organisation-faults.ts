import type { OrganisationKind } from "../actor.ts"
import type { Fault } from "../errors.ts"
import { nameFaults, readName } from "./names.ts"
import { readUscc } from "./uscc.ts"

/** Kinds that the operator registers; the platform itself is there from the beginning. */
export const registeredKinds = [
  "company",
  "authority",
  "organiser",
] as const satisfies readonly OrganisationKind[]
export type RegisteredKind = (typeof registeredKinds)[number]

/** The kind that a text names, or null. */
export function readKind(text: string): RegisteredKind | null {
  return registeredKinds.find((kind) => kind === text) ?? null
}

/** Whether organisations of a kind are legal persons that a 统一社会信用代码 names. */
export function hasUscc(kind: OrganisationKind): boolean {
  return kind === "company" || kind === "organiser"
}

/** Name and code of an organisation as they are stored, and what is wrong with what was typed. */
export function readOrganisation(
  kind: OrganisationKind,
  typed: { name: string; uscc: string },
): { name: string; uscc: string | null; faults: Fault[] } {
  const name = readName(typed.name)
  const faults = nameFaults(name, "organisation")
  if (!hasUscc(kind)) return { name, uscc: null, faults }
  const uscc = readUscc(typed.uscc)
  if (typed.uscc.trim() === "") faults.push({ rule: "uscc_missing", field: "uscc" })
  else if (!uscc) faults.push({ rule: "uscc_wrong", field: "uscc" })
  return { name, uscc, faults }
}
