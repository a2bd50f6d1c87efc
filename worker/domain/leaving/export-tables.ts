import { canonicalJson } from "../canonical.ts"
import { csvCell } from "../csv.ts"
import type { ArchiveFile } from "./archive.ts"

export type Cell = string | number | boolean | null | readonly string[]
export type Row = Record<string, Cell>

/** The tables of an export and their columns, in order. The README of the archive explains every one. */
export const exportTables = {
  organisation: [
    "id",
    "kind",
    "name",
    "placeCode",
    "uscc",
    "factorRoles",
    "createdAt",
    "deletionRequestedAt",
  ],
  members: [
    "id",
    "userId",
    "name",
    "email",
    "signInName",
    "mobile",
    "role",
    "limited",
    "estates",
    "invitedBy",
    "secondFactorSince",
    "createdAt",
    "endedAt",
  ],
  factorResets: [
    "id",
    "member",
    "askedBy",
    "askReason",
    "state",
    "askedAt",
    "expiresAt",
    "decidedAt",
    "decidedBy",
  ],
  invitations: ["id", "role", "email", "invitedBy", "createdAt", "expiresAt", "acceptedAt", "revokedAt"],
  keys: ["id", "memberId", "name", "prefix", "scopes", "createdAt", "expiresAt", "lastUsedAt", "revokedAt"],
  estates: [
    "slug",
    "name",
    "formerNames",
    "placeCode",
    "districtCode",
    "streetCode",
    "origin",
    "builtYear",
    "households",
    "microGrids",
    "gridWorkers",
    "generalGrids",
    "createdAt",
    "retiredFrom",
  ],
  tenures: ["estate", "company", "fromDate", "toDate", "recordedAt"],
  quarters: ["quarter", "editionId", "deadlineDay", "openedAt", "publishedAt"],
  closings: ["quarter", "placeCode", "closedAt"],
  corrections: ["quarter", "estate", "reason", "openedAt", "corrects", "closedByRelease", "takenBackAt"],
  submissions: [
    "id",
    "estate",
    "quarter",
    "company",
    "state",
    "filing",
    "firstSubmittedAt",
    "sentAt",
    "sentDueDay",
    "graceDay",
    "submittedAt",
    "streetVerifiedAt",
    "verifiedAt",
    "returnedAt",
    "returnedBy",
    "returnReason",
  ],
  values: ["submission", "estate", "quarter", "provider", "filing", "key", "value", "reason"],
  findings: [
    "submission",
    "estate",
    "quarter",
    "filing",
    "level",
    "key",
    "decision",
    "checkedValue",
    "reasonClass",
    "reason",
    "at",
  ],
  receipts: ["submission", "estate", "quarter", "id", "filing", "sentAt", "dueDay", "late"],
  askings: ["estate", "quarter", "company", "provider", "day", "at", "keys"],
  extensions: ["estate", "quarter", "day", "reason", "grantedBy", "at"],
  exemptions: ["estate", "quarter", "reason", "grantedBy", "at"],
  returns: ["submission", "estate", "quarter", "filing", "level", "reason", "at"],
  correctionRequests: [
    "id",
    "estate",
    "quarter",
    "company",
    "filedAt",
    "reason",
    "evidence",
    "values",
    "state",
    "dueDay",
    "reply",
    "answeredAt",
  ],
  evidence: [
    "id",
    "estate",
    "quarter",
    "indicator",
    "provider",
    "filing",
    "name",
    "description",
    "side",
    "pair",
    "type",
    "bytes",
    "hash",
    "originalHash",
    "addedAt",
    "removedAt",
    "publishedAt",
  ],
  scorecards: [
    "period",
    "estate",
    "name",
    "company",
    "outcome",
    "band",
    "base",
    "bonus",
    "deductions",
    "final",
    "rank",
    "rankP5",
    "rankP95",
    "note",
  ],
  indicators: ["period", "estate", "indicator", "state", "measure", "points", "adjusted"],
  programmes: [
    "id",
    "slug",
    "title",
    "phase",
    "rulesVersion",
    "createdAt",
    "openedAt",
    "archivedAt",
    "stoppedAt",
    "stopReason",
  ],
  nominations: [
    "id",
    "programme",
    "category",
    "estate",
    "nominator",
    "state",
    "screening",
    "rulesVersion",
    "figuresHash",
    "createdAt",
    "submittedAt",
    "withdrawnAt",
    "withdrawReason",
    "struckAt",
    "strikeReason",
  ],
  awards: [
    "programme",
    "estate",
    "category",
    "certificateNumber",
    "awardedAt",
    "validFrom",
    "validTo",
    "revokedAt",
    "revokeReason",
  ],
  audit: [
    "id",
    "at",
    "actor",
    "actorOrganisation",
    "actorUserId",
    "actorName",
    "action",
    "entity",
    "entityId",
    "detail",
    "before",
    "after",
  ],
} as const satisfies Record<string, readonly string[]>

export type ExportTable = keyof typeof exportTables

function csvOf(cell: Cell | undefined): string {
  if (cell === undefined) return ""
  if (typeof cell === "boolean") return cell ? "yes" : "no"
  return csvCell(Array.isArray(cell) ? cell.join(" ") : (cell as string | number | null))
}

/** A table as CSV (UTF-8 with byte-order mark, RFC 4180): nothing in it is taken for a formula. */
export function csvTable(table: ExportTable, path: string, rows: readonly Row[]): ArchiveFile {
  const columns: readonly string[] = exportTables[table]
  const lines = rows.map((row) => columns.map((column) => csvOf(row[column])).join(","))
  return {
    path: `${path}.csv`,
    text: `\uFEFF${[columns.join(","), ...lines].join("\r\n")}\r\n`,
    rows: rows.length,
  }
}

/** A list of objects as canonical JSON. */
export function jsonList(path: string, objects: readonly unknown[]): ArchiveFile {
  return { path: `${path}.json`, text: canonicalJson(objects), rows: objects.length }
}

/** A table as JSON and as CSV, in files named after it, or after `path`, a page of it. */
export function tableFiles(table: ExportTable, rows: readonly Row[], path: string = table): ArchiveFile[] {
  return [jsonList(path, rows), csvTable(table, path, rows)]
}
