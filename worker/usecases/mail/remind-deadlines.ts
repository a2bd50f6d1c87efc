import type { Told, WaitingPerson } from "../../data/deadlines.ts"
import type { SystemActor } from "../../domain/actor.ts"
import { type DeadlineKind, remindedDays, reminderOf, toldOnce } from "../../domain/deadline/deadline-kind.ts"
import { type DeadlineName, deadlines } from "../../domain/deadline/deadlines.ts"
import { DomainError } from "../../domain/errors.ts"
import type { UseCaseContext } from "../context.ts"
import { mailStep } from "./mail-step.ts"

/** Most people who are written to in one run; the next run goes on. */
const MOST_REMINDED = 200

/** The whole address of the page on which something is done about a deadline. */
export type DeadlineLink = (name: DeadlineName, subject: string) => string

/** The letters to one organisation's people, in one batch; how many, none when something was faster. */
async function remindOne(
  ctx: UseCaseContext<SystemActor>,
  told: Told,
  { people, link }: { people: readonly WaitingPerson[]; link: string },
): Promise<number> {
  const [first] = people
  if (!first) return 0
  const { organisationId } = first
  const { quarter, programme, day } = told.deadline
  const { letter }: DeadlineKind = told.kind
  // Nobody who was told is found again, so the first one names the batch.
  const about = `remind/${told.key}/${organisationId}/${first.userId}`
  const detail = { deadline: told.key, letters: people.length }
  try {
    const done = await mailStep(ctx, { key: about, action: "mail.remind", about, detail }, (store) => {
      store.deadlines.expectWaiting(told, organisationId, people)
      for (const { userId, count } of people)
        store.mails.send(
          letter,
          { userId, organisationId },
          { count: String(count), day, link, quarter, programme },
          `${told.key}/${organisationId}/${userId}`,
        )
    })
    return done ? people.length : 0
  } catch (error) {
    if (error instanceof DomainError && error.code === "stale") return 0
    throw error
  }
}

/** People of one organisation stand together. */
function byOrganisation(people: readonly WaitingPerson[]): WaitingPerson[][] {
  const groups: WaitingPerson[][] = []
  for (const one of people) {
    const last = groups.at(-1)
    if (last?.[0]?.organisationId === one.organisationId) last.push(one)
    else groups.push([one])
  }
  return groups
}

/**
 * Writes to everybody for whom something waits that is due soon: on the days before it that its kind names, once each
 * in an organisation, with how many and a link. What was missed is not made up for but by the letter of today. At most
 * `most` people; run again, it goes on. Answers how many were written to.
 */
export async function remindDeadlines(
  ctx: UseCaseContext<SystemActor>,
  linkTo: DeadlineLink,
  most = MOST_REMINDED,
): Promise<number> {
  const days = remindedDays(ctx.now().getTime())
  if (!days) return 0
  let sent = 0
  for (const kind of Object.values(deadlines))
    for (const deadline of await ctx.read.deadlines.coming(kind.name, days)) {
      const reminder = reminderOf(kind, deadline.day, days.from)
      if (reminder === null || sent >= most) continue
      const key = toldOnce(kind, deadline, reminder)
      const told: Told = { kind, deadline, today: days.from, key }
      const link = linkTo(kind.name, deadline.subject)
      const waiting = await ctx.read.deadlines.waiting(told, most - sent)
      for (const people of byOrganisation(waiting)) sent += await remindOne(ctx, told, { people, link })
    }
  return sent
}
