import type { OrganisationKind, Role } from "../actor.ts"
import { hasEmail } from "../identity/no-email.ts"
import { readMobile } from "../identity/sign-in-id.ts"
import type { CheckedImport } from "../registry/import-estates.ts"
import type { ImportColumn, ImportFault, ImportRow } from "../registry/import-table.ts"
import { plainText } from "../registry/names.ts"
import { mayBeLimited } from "./heads.ts"

/** The columns of a file that says who works on which estate (分工). */
export const clerkColumns = [
  { field: "estate", titles: ["小区编号", "编号", "estate code", "code"], required: true },
  { field: "name", titles: ["小区", "小区名称", "estate", "estate name"] },
  { field: "clerks", titles: ["负责人", "登录名", "clerks", "clerk"], required: true },
] as const satisfies readonly ImportColumn<string>[]

export type ClerkField = (typeof clerkColumns)[number]["field"]

/** A member as far as its work is concerned. */
export interface Clerk {
  id: string
  name: string
  /** A mark where it has none. */
  email: string
  signInName: string | null
  mobile: string | null
  role: Role
  limited: boolean
  revision: number
}

/** How the company's work is divided now. */
export interface Hands {
  kind: OrganisationKind
  clerks: readonly Clerk[]
  /** Estates that the company holds. */
  estates: readonly { id: string; slug: string; name: string }[]
  /** Which limited member works on which estate, as `member/estate`. */
  given: ReadonlySet<string>
}

/** What changes for one member. */
export interface ClerkChange {
  clerk: Clerk
  /** Ids of estates. */
  give: string[]
  take: string[]
  /** How many it works on afterwards. */
  count: number
}

const pair = (clerk: Pick<Clerk, "id">, estate: { id: string }) => `${clerk.id}/${estate.id}`

/** Who is meant by a text: a sign-in name, number or e-mail first, then a name that nobody else has. */
function meant(clerks: readonly Clerk[], typed: string): Clerk[] {
  const text = typed.toLowerCase()
  const mobile = readMobile(typed)
  const exact = clerks.filter(
    ({ email, signInName, mobile: own }) =>
      email.toLowerCase() === text ||
      signInName?.toLowerCase() === text ||
      (mobile !== null && own === mobile),
  )
  return exact.length > 0 ? exact : clerks.filter(({ name }) => plainText(name) === plainText(typed))
}

/**
 * Who works on which estate once a file counts: each estate of the file has exactly the clerks that the file gives it, the
 * others stay as they are. A clerk who worked on all works on those of the file alone from then on, which is a note, as is
 * one who is left with none.
 */
export function checkClerks(
  rows: readonly ImportRow<ClerkField>[],
  { kind, clerks, estates, given }: Hands,
): CheckedImport<ClerkChange> {
  const faults: ImportFault[] = []
  const bySlug = new Map(estates.map((estate) => [estate.slug, estate]))
  const wanted = new Map<string, Set<string>>()
  const named = new Set<string>()
  for (const { line, cells } of rows) {
    const fault = (rule: string, column: ClerkField, typed: string) =>
      faults.push({ rule, line, column, with: { typed: typed.slice(0, 40) } })
    const estate = bySlug.get(cells.estate ?? "")
    if (!estate) fault(cells.estate ? "estate_not_own" : "estate_code_missing", "estate", cells.estate ?? "")
    else if (!wanted.has(estate.id)) wanted.set(estate.id, new Set())
    for (const typed of (cells.clerks ?? "").split(/[、,，;；]/).map((one) => one.trim())) {
      if (typed === "") continue
      const found = meant(clerks, typed)
      const [clerk] = found
      if (!clerk) fault("clerk_unknown", "clerks", typed)
      else if (found.length > 1) fault("clerk_not_one", "clerks", typed)
      else if (!mayBeLimited(kind, clerk.role)) fault("clerk_sees_all", "clerks", typed)
      else if (estate) {
        wanted.get(estate.id)?.add(clerk.id)
        named.add(clerk.id)
      }
    }
  }
  const changes = clerks.flatMap((clerk): ClerkChange[] => {
    if (!clerk.limited && !named.has(clerk.id)) return []
    const has = ({ id }: { id: string }) => clerk.limited && given.has(pair(clerk, { id }))
    const gets = ({ id }: { id: string }) => wanted.get(id)?.has(clerk.id) ?? has({ id })
    const give = estates.filter((estate) => gets(estate) && !has(estate)).map(({ id }) => id)
    const take = estates.filter((estate) => has(estate) && !gets(estate)).map(({ id }) => id)
    if (give.length + take.length === 0 && clerk.limited) return []
    return [{ clerk, give, take, count: estates.filter(gets).length }]
  })
  const notes = changes.flatMap(({ clerk: { name, limited }, count }): ImportFault[] => {
    if (!limited) return [{ rule: "clerk_limited", line: null, column: null, with: { name, n: count } }]
    return count === 0 ? [{ rule: "clerk_without", line: null, column: null, with: { name } }] : []
  })
  return { rows: faults.length > 0 ? [] : changes, faults, notes }
}

/** The rows of a file of how the work is divided now, to be changed and read again. */
export function clerkLines({ clerks, estates, given }: Hands): string[][] {
  const called = ({ signInName, mobile, email, name }: Clerk) =>
    signInName ?? mobile ?? (hasEmail(email) ? email : name)
  return estates.map((estate) => {
    const own = clerks.filter((clerk) => clerk.limited && given.has(pair(clerk, estate)))
    return [estate.slug, estate.name, own.map(called).join("、")]
  })
}
