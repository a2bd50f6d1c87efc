import type { FrontDoor } from "../front-door.ts"

/** Who may use a route: anybody, a key of a member who may, or these people of denial-people.ts. */
export type Allowed = "public" | "key" | readonly string[]

/** What one part of the application adds to the denial test. */
export interface DenialPart {
  /** `METHOD /path/:parameter` → who may: written out by hand, apart from the table of worker/domain. */
  allowed: Record<string, Allowed>
  /** Paths of its middleware (`.use`), which answers every method. */
  middleware?: readonly string[]
  /**
   * Real values for the routes' parameters, by name without colon, made for the test (a parameter's name is the same
   * noun in every route). They belong to the estates and organisations of `openPeople`.
   */
  parameters(door: FrontDoor): Promise<Record<string, string>>
  /**
   * Values for single routes (`METHOD /path/:parameter`), where the same noun has to be in another state than elsewhere:
   * a programme in review, in notice, decided. They go before those of `parameters`.
   */
  routes?(door: FrontDoor): Promise<Record<string, Record<string, string>>>
  /**
   * Values that belong to one organisation (its members, keys, exports): asked for once for each one. Everybody uses the
   * own ones; those of another organisation are not found.
   */
  own?(door: FrontDoor, organisationId: string): Promise<Record<string, string>>
}

const companies = ["company manager", "company editor"]
const levels = ["community", "street", "district", "city"]
const of = (kind: string, roles: readonly string[]) => roles.map((role) => `${kind} ${role}`)
const officialRoles = ["verifier", "approver", "viewer"]
const deciders = [...of("street", ["verifier", "approver"]), ...of("district", ["verifier", "approver"])]

/** Groups of people that the tables name. */
export const groups = {
  companies,
  company: [...companies, "company viewer"],
  deciders,
  parts: [...of("community", ["verifier", "approver"]), ...deciders],
  authorities: levels.flatMap((level) => of(level, officialRoles)),
  organisers: of("organiser", ["chair", "secretary", "judge"]),
  operator: ["platform operator"],
  /** Those who run their organisation. */
  heads: [
    "company manager",
    ...levels.map((level) => `${level} approver`),
    "organiser chair",
    "platform operator",
  ],
}

export const everybody = [...groups.company, ...groups.authorities, ...groups.organisers, ...groups.operator]
