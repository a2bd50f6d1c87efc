import { listKind } from "../list.ts"

/** What an authority sees of those below it (督办), by what was done: the actions of audit events. */
export const overseen = {
  verified: ["submission.verify_street", "submission.verify_district"],
  findings: ["submission.save_findings"],
  returned: ["submission.return"],
  taken_back: ["submission.take_back_verification"],
  typed: ["submission.save"],
  deadline: ["deadline.extend", "deadline.take_back"],
  exempt: ["exemption.grant", "exemption.take_back"],
  closing: ["quarter.close", "quarter.reopen"],
} as const
export type Overseen = keyof typeof overseen

const groups = Object.keys(overseen) as Overseen[]

/** The acts of the authorities below on a quarter, the newest first; never a value that was typed or decided. */
export const oversightList = listKind({
  name: "oversight",
  columns: { act: "text", at: "time", who: "text", organisation: "text", estate: "text", quarter: "text" },
  filters: { quarter: "code", act: { of: ["all", ...groups], usual: "all" } },
  sorts: ["newest"],
  searched: true,
})

/** The actions that a filter leaves. */
export function overseenActions(filter: string): readonly string[] {
  const group = groups.find((one) => one === filter)
  return group ? overseen[group] : groups.flatMap((one) => [...overseen[one]])
}
