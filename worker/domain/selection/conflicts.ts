import { anyJson } from "../stored.ts"

/** One step on the way from a judge to a candidate, as it is explained to people. */
export interface ConflictStep {
  kind: "judge" | "organisation" | "estate" | "community" | "street" | "district" | "declared"
  /** Id of the organisation or estate, code of the place; the judge's id. */
  ref: string
  name: string
  /** How the step before is tied to this one. */
  by:
    | "self"
    | "member"
    | "former_member"
    | "manages"
    | "managed"
    | "governs"
    | "nominates"
    | "stands_in"
    | "declared"
}

export const stepKinds: Record<ConflictStep["kind"], true> = {
  judge: true,
  organisation: true,
  estate: true,
  community: true,
  street: true,
  district: true,
  declared: true,
}

export const stepTies: Record<ConflictStep["by"], true> = {
  self: true,
  member: true,
  former_member: true,
  manages: true,
  managed: true,
  governs: true,
  nominates: true,
  stands_in: true,
  declared: true,
}

function isStep(value: unknown): value is ConflictStep {
  if (typeof value !== "object" || value === null) return false
  const [kind, by] = [Reflect.get(value, "kind"), Reflect.get(value, "by")]
  const named =
    typeof Reflect.get(value, "name") === "string" && typeof Reflect.get(value, "ref") === "string"
  return named && Object.hasOwn(stepKinds, kind) && Object.hasOwn(stepTies, by)
}

/** The way of a conflict as a refusal carries it, in `with.path` as JSON; empty where it carries none. */
export function toldPath({ path = "[]" }: Record<string, string | number>): ConflictStep[] {
  const steps = anyJson(String(path))
  return Array.isArray(steps) ? steps.filter(isStep) : []
}

/**
 * member: works for who manages, governs or nominates it · former: did within the rules' years · declared: said so itself ·
 * rival: its company has a candidate of its own in the category.
 */
export type ConflictKind = "member" | "former" | "declared" | "rival"

export interface Conflict {
  judgeId: string
  nominationId: string
  kind: ConflictKind
  path: ConflictStep[]
}
