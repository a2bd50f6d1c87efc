import type { Told, WaitingPerson } from "../../data/deadlines.ts"
import type { SystemActor } from "../../domain/actor.ts"
import {
  remindedDays,
  reminderOf,
  toldOnce,
  type WaitingEstate,
} from "../../domain/deadline/deadline-kind.ts"
import { type DeadlineName, deadlines } from "../../domain/deadline/deadlines.ts"
import { type NewsName, news, newsDays, newsOnce } from "../../domain/deadline/news.ts"
import { DomainError } from "../../domain/errors.ts"
import type { NamedEstate } from "../../domain/mail/letter-kind.ts"
import { roundTo } from "../../domain/scoring/rounding.ts"
import type { UseCaseContext } from "../context.ts"
import { mailStep } from "./mail-step.ts"

/** Most people who are written to in one run; the next run goes on. */
const MOST_REMINDED = 200

/** The whole addresses that its letters lead to. */
export interface ClockPages {
  /** The page on which something is done about a deadline, or on which news are read. */
  page(name: DeadlineName | NewsName, subject: string): string
  /** What everybody reads of an estate in a quarter. */
  estate(slug: string, quarter: string): string
}

/** An estate as the letter names it: a released one with band, points and its public page. */
function namedBy(
  pages: ClockPages,
  quarter: string,
  { name, slug, band, final, hand }: WaitingEstate,
): NamedEstate {
  // Nothing but a release's source says `final`: null of an estate that it did not score.
  if (final === undefined) return { name, ...(hand && { hand }) }
  return {
    name,
    link: pages.estate(slug, quarter),
    ...(band && final !== null && { band, points: roundTo(final, 2).toFixed(2) }),
  }
}

/** The letters to one organisation's people, in one batch; how many, none when something was faster. */
async function remindOne(
  ctx: UseCaseContext<SystemActor>,
  told: Told,
  { people, pages }: { people: readonly WaitingPerson[]; pages: ClockPages },
): Promise<number> {
  const [first] = people
  if (!first) return 0
  const { organisationId } = first
  const { quarter, programme, day, subject } = told.deadline
  const { name, letter }: Told["kind"] = told.kind
  const link = pages.page(name, subject)
  // Nobody who was told is found again, so the first one names the batch.
  const about = `remind/${told.key}/${organisationId}/${first.userId}`
  const detail = { deadline: told.key, letters: people.length }
  try {
    const done = await mailStep(ctx, { key: about, action: "mail.remind", about, detail }, (store) => {
      store.deadlines.expectWaiting(told, organisationId, people)
      for (const { userId, count, named } of people) {
        const list = named.map((one) => namedBy(pages, quarter, one))
        store.mails.send(
          letter,
          { userId, organisationId },
          { count: String(count), day, link, quarter, programme, estates: list },
          `${told.key}/${organisationId}/${userId}`,
        )
      }
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

/** What is told of now: each deadline at the reminder that it is at, then what happened lately. */
async function toldNow(ctx: UseCaseContext<SystemActor>): Promise<Told[]> {
  const now = ctx.now().getTime()
  const [days, lately] = [remindedDays(now), newsDays(now)]
  if (!days || !lately) return []
  const today = days.from
  const told: Told[] = []
  for (const kind of Object.values(deadlines))
    for (const deadline of await ctx.read.deadlines.coming(kind.name, days)) {
      const reminder = reminderOf(kind, deadline.day, today)
      if (reminder !== null) told.push({ kind, deadline, today, key: toldOnce(kind, deadline, reminder) })
    }
  for (const kind of Object.values(news))
    for (const deadline of await ctx.read.deadlines.coming(kind.name, lately))
      told.push({ kind, deadline, today, key: newsOnce(kind, deadline.subject) })
  return told
}

/**
 * Writes to everybody for whom something waits that is due soon: on the days before it that its kind names, once each
 * in an organisation, with how many, which and a link. What was missed is not made up for but by the letter of today. Also
 * of what happened lately (domain/deadline/news.ts), once. At most `most` people; run again, it goes on. Answers how many
 * were written to.
 */
export async function remindDeadlines(
  ctx: UseCaseContext<SystemActor>,
  pages: ClockPages,
  most = MOST_REMINDED,
): Promise<number> {
  let sent = 0
  for (const told of await toldNow(ctx)) {
    if (sent >= most) break
    const waiting = await ctx.read.deadlines.waiting(told, most - sent)
    for (const people of byOrganisation(waiting)) sent += await remindOne(ctx, told, { people, pages })
  }
  return sent
}
