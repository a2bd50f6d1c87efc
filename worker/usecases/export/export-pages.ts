import { type ExportNoun, exportPages, pageFile } from "../../domain/leaving/export.ts"
import { csvTable, jsonList, type Row, tableFiles } from "../../domain/leaving/export-tables.ts"
import { fields, readStored } from "../../domain/stored.ts"
import type { ExportPage, ExportRun } from "./export-run.ts"
import { scorecardPage } from "./scorecard-page.ts"
import { selectionPage } from "./selection-page.ts"

type MakePage = (run: ExportRun, after: string | null) => Promise<ExportPage>

async function people({ read }: ExportRun): Promise<ExportPage> {
  const found = await read.archive.people()
  const { id, kind, name, placeCode, uscc, factorRoles, createdAt, deletionRequestedAt } = found.organisation
  const estatesOf = (memberId: string) =>
    found.given.filter((row) => row.memberId === memberId).map(({ slug }) => slug)
  const members: Row[] = found.people.map(
    ({ member, name: person, email, signInName, mobile, secondFactorSince }) => ({
      id: member.id,
      userId: member.userId,
      name: person,
      email,
      signInName,
      mobile,
      role: member.role,
      limited: member.limited,
      estates: estatesOf(member.id),
      invitedBy: member.invitedBy,
      secondFactorSince,
      createdAt: member.createdAt,
      endedAt: member.endedAt,
    }),
  )
  const invitations: Row[] = found.invited.map((row) => ({
    ...{ id: row.id, role: row.role, email: row.email, invitedBy: row.invitedBy },
    ...{ createdAt: row.createdAt, expiresAt: row.expiresAt },
    ...{ acceptedAt: row.acceptedAt, revokedAt: row.revokedAt },
  }))
  const keys: Row[] = found.keys.map((row) => ({
    ...{ id: row.id, memberId: row.memberId, name: row.name, prefix: row.prefix },
    scopes: row.scopes,
    ...{ createdAt: row.createdAt, expiresAt: row.expiresAt },
    ...{ lastUsedAt: row.lastUsedAt, revokedAt: row.revokedAt },
  }))
  const own: Row = { id, kind, name, placeCode, uscc, factorRoles, createdAt, deletionRequestedAt }
  const resets: Row[] = found.resets.map((row) => ({
    ...{ id: row.id, member: row.memberId, askedBy: row.askedBy, askReason: row.reason, state: row.state },
    ...{ askedAt: row.askedAt, expiresAt: row.expiresAt, decidedAt: row.closedAt, decidedBy: row.closedBy },
  }))
  const files = [
    ...tableFiles("organisation", [own]),
    ...tableFiles("members", members),
    ...tableFiles("factorResets", resets),
    ...tableFiles("invitations", invitations),
    ...tableFiles("keys", keys),
  ]
  return { files, next: null }
}

async function estates({ read, row }: ExportRun, after: string | null): Promise<ExportPage> {
  const found = await read.archive.estates(after ?? "")
  const full = found.estates.length === exportPages.estates
  const next = full ? (found.estates.at(-1)?.slug ?? null) : null
  const name = (table: string) => pageFile(table, row.progress.page, next)
  const rows: Row[] = found.estates.map(({ id: _, searchText: __, revision: ___, ...estate }) => estate)
  const files = [
    ...tableFiles("estates", rows, name("estates")),
    ...tableFiles("tenures", found.tenures, name("tenures")),
  ]
  return { files, next }
}

async function quarters({ read }: ExportRun): Promise<ExportPage> {
  const found = await read.archive.quarters()
  const files = [
    ...tableFiles("quarters", found.quarters),
    ...tableFiles("closings", found.closings),
    ...tableFiles("corrections", found.corrections),
  ]
  return { files, next: null }
}

async function submissions({ read, row }: ExportRun, after: string | null): Promise<ExportPage> {
  const found = await read.archive.submissions(after ?? "")
  const name = (table: string) => pageFile(table, row.progress.page, found.next)
  const filed = found.submissions.map(({ submission, estate, company, ...typed }) => {
    const { estateId: _, organisationId: __, revision: ___, ...head } = submission
    return { ...head, estate, company, ...typed }
  })
  const inside = <T extends object>(pick: (one: (typeof filed)[number]) => readonly T[]): Row[] =>
    filed.flatMap((one) =>
      pick(one).map((part) => ({ submission: one.id, estate: one.estate, quarter: one.quarter, ...part })),
    )
  const heads: Row[] = filed.map(({ values: _, findings: __, receipts: ___, ...head }) => head)
  const files = [
    jsonList(name("submissions"), filed),
    csvTable("submissions", name("submissions"), heads),
    csvTable(
      "values",
      name("values"),
      inside((one) => one.values),
    ),
    csvTable(
      "findings",
      name("findings"),
      inside((one) => one.findings),
    ),
    csvTable(
      "receipts",
      name("receipts"),
      inside((one) => one.receipts),
    ),
    ...tableFiles(
      "askings",
      found.askings.map((asking) => ({ ...asking, keys: asking.keys.split("/") })),
      name("askings"),
    ),
    ...tableFiles("returns", found.returns, name("returns")),
    ...tableFiles("correctionRequests", found.requests, name("correctionRequests")),
    ...tableFiles("evidence", found.evidence, name("evidence")),
    ...tableFiles("extensions", found.extended, name("extensions")),
    ...tableFiles("exemptions", found.exempt, name("exemptions")),
  ]
  return { files, next: found.next }
}

const auditPlace = fields({ at: "string", seq: "number" })

async function audit({ read, row }: ExportRun, after: string | null): Promise<ExportPage> {
  const cursor = after === null ? undefined : readStored("exports.progress after", auditPlace, after)
  const page = await read.audit.page({ limit: exportPages.audit, after: cursor })
  const next = page.next === null ? null : JSON.stringify(page.next)
  const name = pageFile("audit", row.progress.page, next)
  const text = (told: Record<string, unknown> | null) => (told === null ? null : JSON.stringify(told))
  const rows: Row[] = page.events.map((event) => ({
    id: event.id,
    at: event.at,
    actor: event.actor.kind,
    actorOrganisation: event.actor.organisation?.name ?? null,
    actorUserId: event.actor.userId,
    actorName: event.actor.name ?? event.actor.keyPrefix ?? event.actor.job,
    action: event.action,
    entity: event.object.kind,
    entityId: event.object.id,
    detail: text(event.detail),
    before: text(event.before),
    after: text(event.after),
  }))
  return { files: [jsonList(name, page.events), csvTable("audit", name, rows)], next }
}

/** How a page of each noun is made, within what the organisation may see. */
export const makePage: Record<ExportNoun, MakePage> = {
  people,
  estates,
  quarters,
  submissions,
  scorecards: scorecardPage,
  selection: selectionPage,
  audit,
}
