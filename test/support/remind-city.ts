import type { Role } from "../../worker/domain/actor.ts"
import { remindDeadlines } from "../../worker/usecases/mail/remind-deadlines.ts"
import { system, type TestCell } from "./cell.ts"

/** Adds a person to an organisation that stands; answers the ids of person and membership, which are the same. */
export async function addPerson(
  { rows }: Pick<TestCell, "rows">,
  organisationId: string,
  { id, role = "manager", limited = [] }: { id: string; role?: Role; limited?: readonly string[] },
): Promise<void> {
  await rows(
    `insert or ignore into users (id, name, email, salt, created_at, updated_at) values (?1, ?1, ?1 || '@test.example', ?1, 0, 0)`,
    [id],
  )
  await rows(
    `insert into members (id, user_id, organisation_id, role, limited, created_at) values (?, ?, ?, ?, ?, '2024-01-02')`,
    [`${organisationId}/${id}`, id, organisationId, role, limited.length > 0 ? 1 : 0],
  )
  for (const estate of limited)
    await rows("insert into member_estates (member_id, estate_id) values (?, ?)", [
      `${organisationId}/${id}`,
      estate,
    ])
}

/** Sets the clock of jobs to a time in Asia/Shanghai, `2026-10-13T08:00`. */
export function jobsAt(cell: TestCell, time: string): void {
  cell.now = new Date(`${time}:00+08:00`)
}

/** One run of the reminders. */
export const remind = (cell: TestCell, ctx = cell.contextFor(system), most?: number): Promise<number> =>
  remindDeadlines(
    ctx,
    {
      page: (name, subject) => `http://localhost:8787/${name}/${subject}`,
      estate: (slug, quarter) => `http://localhost:8787/estates/${slug}?quarter=${quarter}`,
    },
    most,
  )

/** What stands in inboxes: who was told how many until which day, and with which letter; in the order of people. */
export async function toldIn({ rows }: Pick<TestCell, "rows">): Promise<string[]> {
  const found = await rows("select user_id, kind, fields, once from messages order by user_id, once, at")
  return found.map(({ user_id, kind, fields, once }) => {
    const { count, day } = JSON.parse(String(fields))
    const reminder = String(once).split("/").at(-3)
    return `${user_id} ${String(kind).replace("_due", "")} ${count} by ${day} T-${reminder}`
  })
}
