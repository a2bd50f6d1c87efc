import { judges } from "../../schema/tables/judges.ts"
import { nominations, objections } from "../../schema/tables/nominations.ts"
import { notices, programmes } from "../../schema/tables/programmes.ts"
import { insertRows } from "../../scripts/seeding/insert-rows.ts"
import type { FrontDoor } from "./front-door.ts"
import { organiserId } from "./selection-fixture.ts"

/** An archived programme that left a draft, an objector's contact and a judge's mark behind, all as of one moment. */
export async function leaveBehind(door: FrontDoor, id: string, at: string): Promise<void> {
  const [estate] = await door.cell.rows(
    "select id from estates where origin = 'demonstration' order by id limit 1",
  )
  const programme = {
    id,
    organisationId: organiserId,
    slug: id,
    title: id,
    phase: "archived" as const,
    createdAt: at,
    archivedAt: at,
  }
  const nomination = {
    id: `${id}-draft`,
    programmeId: id,
    category: "A",
    estateId: String(estate?.["id"]),
    organisationId: "company-1",
    state: "draft" as const,
    rulesVersion: 1,
    blindCode: `${id}-blind`,
    memberId: "company-1-manager",
    createdAt: at,
    updatedAt: at,
  }
  const submitted = { ...nomination, id: `${id}-kept`, state: "submitted" as const, blindCode: `${id}-kept` }
  const notice = {
    id: `${id}-notice`,
    programmeId: id,
    number: 1,
    shortlistNumber: 1,
    fromDay: "2020-01-01",
    toDay: "2020-01-07",
    workingDays: 5,
    memberId: `${organiserId}-chair`,
    openedAt: at,
  }
  const objection = {
    id: `${id}-objection`,
    programmeId: id,
    noticeId: notice.id,
    nominationId: submitted.id,
    number: 1,
    named: true,
    contact: "sealed",
    text: "不符",
    state: "rejected" as const,
    receiptHash: `${id}-receipt`,
    receivedAt: at,
    replyDueDay: "2020-01-20",
    decidedAt: at,
  }
  const judge = {
    id: `${id}-judge`,
    programmeId: id,
    memberId: `${organiserId}-judge`,
    userId: `user-${organiserId}-judge`,
    state: "accepted" as const,
    identityMark: `${id}-mark`,
    invitedBy: `${organiserId}-chair`,
    invitedAt: at,
  }
  await door.cell.client.batch(
    [
      insertRows(programmes, [programme]),
      insertRows(nominations, [nomination, submitted]),
      insertRows(notices, [notice]),
      insertRows(objections, [objection]),
      insertRows(judges, [judge]),
    ],
    "write",
  )
}
