import type { auditEvents } from "../../tables/audit-events.ts"
import type { estates } from "../../tables/estates.ts"
import type { credentials } from "../../tables/identity.ts"
import type { members } from "../../tables/members.ts"
import type { organisations } from "../../tables/organisations.ts"
import type { closings, quarters } from "../../tables/quarters.ts"
import type { receipts } from "../../tables/receipts.ts"
import type { findings, returns, submissionParts, submissions } from "../../tables/submissions.ts"
import type { tenures } from "../../tables/tenures.ts"
import type { users } from "../../tables/users.ts"

/** Who types a value; `platform` and `city` type nothing in the demonstration. */
export type TypingProvider = "company" | "community" | "street" | "district"

/** The values that one provider typed of one submission, compact: one object instead of a row per key. */
export interface ValuePack {
  submissionId: string
  provider: TypingProvider
  filing: number
  values: Record<string, string>
  /** Reasons for soft faults, by key. */
  reasons: Record<string, string>
}

/** Rows of the tables that do not grow with every estate. */
export interface FrameRows {
  organisations: (typeof organisations.$inferInsert)[]
  users: (typeof users.$inferInsert)[]
  /** Password hashes are added when they are written. */
  credentials: Omit<typeof credentials.$inferInsert, "passwordHash">[]
  members: (typeof members.$inferInsert)[]
  quarters: (typeof quarters.$inferInsert)[]
}

/** Rows of a slice of estates, with everything that hangs on them. */
export interface EstateRows {
  estates: (typeof estates.$inferInsert)[]
  tenures: (typeof tenures.$inferInsert)[]
  submissions: (typeof submissions.$inferInsert)[]
  parts: (typeof submissionParts.$inferInsert)[]
  receipts: (typeof receipts.$inferInsert)[]
  values: ValuePack[]
  findings: (typeof findings.$inferInsert)[]
  returns: (typeof returns.$inferInsert)[]
  auditEvents: (typeof auditEvents.$inferInsert)[]
}

/** Rows that close quarters, written last. */
export interface ClosingRows {
  closings: (typeof closings.$inferInsert)[]
  auditEvents: (typeof auditEvents.$inferInsert)[]
}

/** No rows yet, to be filled by a slice. */
export function noEstateRows(): EstateRows {
  return {
    estates: [],
    tenures: [],
    submissions: [],
    parts: [],
    receipts: [],
    values: [],
    findings: [],
    returns: [],
    auditEvents: [],
  }
}
