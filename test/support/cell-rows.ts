import { estates } from "../../schema/tables/estates.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { closings, quarters } from "../../schema/tables/quarters.ts"
import { findings, submissions, values } from "../../schema/tables/submissions.ts"
import { tenures } from "../../schema/tables/tenures.ts"
import { seedEdition } from "../../scripts/seeding/base.ts"
import { insertRows } from "../../scripts/seeding/insert-rows.ts"
import { lastDay, shiftDay } from "../../worker/domain/quarter.ts"
import { editionKeys } from "../../worker/domain/scoring/keys.ts"
import type { TestCell } from "./cell.ts"

/** Streets of two districts, 锦江区 and 青羊区. */
export const places = {
  jinjiang: { district: "510104", street: "510104035", community: "510104035018" },
  qingyang: { district: "510105", street: "510105005", community: null },
} as const

type Finding = Pick<
  typeof findings.$inferInsert,
  "level" | "key" | "decision" | "checkedValue" | "reasonClass"
>

/** One estate in one quarter as a test wants it; without `state` nothing has been filed. */
export interface CellEstate {
  slug: string
  place?: keyof typeof places
  origin?: "registered" | "demonstration" | "press"
  company?: string
  /** The company's first day, long ago when nothing is said. */
  since?: string
  createdAt?: string
}

export interface CellSubmission {
  slug: string
  quarter: string
  state: (typeof submissions.$inferInsert)["state"]
  /** Texts by key; `sampleTexts` when nothing is said. */
  texts?: Record<string, string>
  /** Parts that other providers typed themselves: provider → texts. */
  parts?: Partial<Record<"community" | "street" | "district", Record<string, string>>>
  findings?: Finding[]
  filing?: number
  firstSubmittedAt?: string
}

const { edition } = seedEdition()
const specs = editionKeys(edition)

/** Plausible texts for every key that people type, different by `seed`; counts of persons are 5 or more. */
export function sampleTexts(seed: number): Record<string, string> {
  const texts: Record<string, string> = {}
  let at = 0
  for (const { key, kind, provider } of specs.values()) {
    at++
    if (provider === "platform") continue
    if (kind === "gate") texts[key] = "yes"
    else if (kind === "veto") texts[key] = "no"
    else if (kind === "bonus" || kind === "deduction") texts[key] = "0"
    else texts[key] = String(6 + ((seed * 7919 + at * 104_729 + ((seed * at) % 13)) % 45))
  }
  const households = 400 + ((seed * 37) % 600)
  return {
    ...texts,
    households: String(households),
    parking_patrols: "24",
    cross_appointments: "2",
    service_kinds: "5",
  }
}

/** Adds a quarter that the cell collects. */
export async function addQuarter(cell: TestCell, quarter: string, deadlineDay: string): Promise<void> {
  const editionId = `${edition.code}@${edition.version}`
  const row = { quarter, editionId, deadlineDay, openedAt: "2024-01-02T00:00:00.000Z" }
  await cell.client.execute(insertRows(quarters, [row]))
}

/** Adds estates, each with the company that manages it. */
export async function addEstates(cell: TestCell, list: readonly CellEstate[]): Promise<void> {
  const createdAt = "2020-01-02T00:00:00.000Z"
  const companies = [...new Set(list.map(({ company = "company-1" }) => company))]
  const companyRows = companies.map((id) => ({
    id,
    kind: "company" as const,
    name: `物业 ${id}`,
    demonstration: false,
    createdAt,
  }))
  const managed = list.filter(({ origin }) => origin !== "press")
  await cell.client.batch(
    [
      insertRows(organisations, companyRows, { keep: true }),
      insertRows(
        estates,
        list.map((estate) => {
          const { district, street, community } = places[estate.place ?? "jinjiang"]
          return {
            id: `id-${estate.slug}`,
            slug: estate.slug,
            name: `小区 ${estate.slug}`,
            placeCode: community ?? street,
            districtCode: district,
            streetCode: street,
            origin: estate.origin ?? "registered",
            createdAt: estate.createdAt ?? createdAt,
          }
        }),
      ),
      insertRows(
        tenures,
        managed.map(({ slug, company = "company-1", since = "2021-01-01" }) => ({
          id: `tenure-${slug}`,
          estateId: `id-${slug}`,
          organisationId: company,
          fromDate: since,
        })),
      ),
    ],
    "write",
  )
}

function valueRows(submission: CellSubmission, at: number, filing: number) {
  const submissionId = `${submission.quarter}-${submission.slug}`
  const own = Object.entries(submission.texts ?? sampleTexts(at + 1)).map(([key, value]) => ({
    submissionId,
    provider: "company" as const,
    filing,
    key,
    value,
  }))
  const others = Object.entries(submission.parts ?? {}).flatMap(([provider, texts]) =>
    Object.entries(texts).map(([key, value]) => ({
      submissionId,
      provider: provider as "community",
      filing: 0,
      key,
      value,
    })),
  )
  return [...own, ...others]
}

/** Adds submissions with their values and findings. */
export async function addSubmissions(cell: TestCell, list: readonly CellSubmission[]): Promise<void> {
  const rows = list.map(
    ({ slug, quarter, state, filing = 1, firstSubmittedAt = "2024-01-03T00:00:00.000Z" }) => ({
      id: `${quarter}-${slug}`,
      estateId: `id-${slug}`,
      quarter,
      organisationId: "company-1",
      state,
      revision: 1,
      filing,
      firstSubmittedAt: state === "draft" ? null : firstSubmittedAt,
      sentAt: state === "draft" ? null : firstSubmittedAt,
      sentDueDay: state === "draft" ? null : shiftDay(lastDay(quarter), 20),
      verifiedAt: state === "verified" ? "2024-01-04T00:00:00.000Z" : null,
    }),
  )
  const decided = list.flatMap(({ slug, quarter, filing = 1, findings: own = [] }) =>
    own.map((finding) => ({
      ...finding,
      submissionId: `${quarter}-${slug}`,
      filing,
      memberId: "m",
      at: "2024-01-04T00:00:00.000Z",
    })),
  )
  await cell.client.batch(
    [
      insertRows(submissions, rows),
      insertRows(
        values,
        list.flatMap((one, at) => valueRows(one, at, one.filing ?? 1)),
      ),
      insertRows(findings, decided),
    ],
    "write",
  )
}

/** Closes a district's part of a quarter. */
export async function closeDistrict(cell: TestCell, quarter: string, placeCode: string): Promise<void> {
  const row = { quarter, placeCode, closedAt: "2024-01-05T00:00:00.000Z", memberId: "m" }
  await cell.client.execute(insertRows(closings, [row]))
}

/**
 * Leaves an event, as every write does, after rows were changed by hand: by the last one's number an isolate knows whether
 * lists have to be looked for again.
 */
export async function leaveEvent({ rows, now }: Pick<TestCell, "rows" | "now">): Promise<void> {
  await rows(
    `insert into audit_events (id, at, actor_kind, action, entity, entity_id, detail)
     values (?, ?, 'system', 'x', 'x', 'x', '{}')`,
    [crypto.randomUUID(), now.toISOString()],
  )
}
