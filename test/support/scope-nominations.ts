import { assignments, judges } from "../../schema/tables/judges.ts"
import { attachments, nominations } from "../../schema/tables/nominations.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { programmeRules, programmes } from "../../schema/tables/programmes.ts"
import { insertRows } from "../../scripts/seeding/insert-rows.ts"
import type { Phase } from "../../worker/domain/selection/phases.ts"
import type { TestCell } from "./cell.ts"
import { fixtureRules } from "./fixture-rules.ts"

const at = "2026-10-05T00:00:00.000Z"

/** Programmes of two organisers, `first` and `third` of the one, with their rules, in a phase; the organisers with them. */
export async function addProgrammes(cell: TestCell, phase: Phase): Promise<void> {
  const organisers = ["organiser-1", "organiser-2"]
  const rows = [
    ["first", "organiser-1"],
    ["second", "organiser-2"],
    ["third", "organiser-1"],
  ].map(([slug = "", organisationId = ""]) => ({
    ...{ id: `id-${slug}`, organisationId, slug, title: slug, phase, rulesVersion: 1 },
    ...{ createdAt: at, openedAt: at },
  }))
  const rules = rows.map(({ id }) => ({
    ...{
      programmeId: id,
      version: 1,
      document: JSON.stringify(fixtureRules()),
      hash: "h",
      memberId: "m",
      at,
    },
  }))
  await cell.client.batch(
    [
      insertRows(
        organisations,
        organisers.map((id) => ({ id, kind: "organiser" as const, name: id, createdAt: at })),
        { keep: true },
      ),
      insertRows(programmes, rows),
      insertRows(programmeRules, rules),
    ],
    "write",
  )
}

/** A nomination, its id made of programme, estate and who made it. */
export interface ScopeNomination {
  estate: string
  by: string
  programme?: string
  category?: string
  state?: "draft" | "submitted" | "withdrawn"
}

export async function addNominations(cell: TestCell, list: readonly ScopeNomination[]): Promise<void> {
  const rows = list.map(({ estate, by, programme = "first", category = "A", state = "submitted" }) => {
    const id = `${programme}/${estate}/${by}`
    const sent = state === "draft" ? null : at
    return {
      ...{
        id,
        programmeId: `id-${programme}`,
        category,
        estateId: `id-${estate}`,
        organisationId: by,
        state,
      },
      ...{ rulesVersion: 1, blindCode: `C-${id}`, memberId: "m", createdAt: at, updatedAt: at },
      submittedAt: sent,
    }
  })
  await cell.client.execute(insertRows(nominations, rows))
}

/** A file of a nomination; its id is also its name in the bucket. */
export async function addFile(
  cell: TestCell,
  file: { id: string; nominationId: string; redacts?: string; removedAt?: string },
): Promise<void> {
  const facts = { file: file.id, name: `${file.id}.png`, type: "image/png" as const, bytes: 1, hash: "h" }
  await cell.client.execute(insertRows(attachments, [{ ...file, ...facts, addedAt: at }]))
}

/** A judge of `first` for a member that is there, who accepted, and the nominations that it was given. */
export async function addJudge(
  cell: TestCell,
  { memberId, userId }: { memberId: string; userId: string },
  given: readonly string[],
): Promise<{ judgeId: string }> {
  const judgeId = `judge-${memberId}`
  const row = {
    ...{ id: judgeId, programmeId: "id-first", memberId, userId, state: "accepted" as const },
    ...{ invitedBy: "m", invitedAt: at, answeredAt: at },
  }
  const assigned = given.map((nominationId) => ({
    ...{ id: `${judgeId}/${nominationId}`, programmeId: "id-first", judgeId, nominationId },
    ...{ run: 1, assignedAt: at },
  }))
  await cell.client.batch([insertRows(judges, [row]), insertRows(assignments, assigned)], "write")
  return { judgeId }
}
