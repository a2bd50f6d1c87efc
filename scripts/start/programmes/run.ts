import { archivedProgramme, reviewedProgramme } from "../../../schema/seed/demonstration/programmes.ts"
import { dayOf, shiftDay } from "../../../worker/domain/quarter.ts"
import type { Basis, ProgrammeDates } from "../../../worker/domain/selection/rules.ts"
import type { Bucket } from "../../../worker/gateways/content-store.ts"
import { gatherJudges, type Nominated, nominate, open, review, screen } from "./course.ts"
import { announce, award, object, revoke } from "./decide.ts"
import { once, openProgrammeStage, type ProgrammeStage } from "./stage.ts"

/** The newest release of a year, or of a quarter, with the day on which it was published. */
async function newestRelease(
  { rows }: ProgrammeStage,
  digits: number,
): Promise<{ basis: Basis; publishedDay: string } | null> {
  const [row] = await rows(
    `select r.id, r.period, r.number, r.manifest_hash, p.published_at from publications p
     join releases r on r.id = p.release_id where length(p.period) = ? order by p.period desc limit 1`,
    [digits],
  )
  if (!row) return null
  return {
    basis: {
      period: String(row["period"]),
      releaseId: String(row["id"]),
      number: Number(row["number"]),
      manifestHash: String(row["manifest_hash"]),
    },
    publishedDay: dayOf(Date.parse(String(row["published_at"]))),
  }
}

/** Estates by their rank in a release, each with the company that manages it. */
async function ranked({ rows }: ProgrammeStage, releaseId: string, limit: number) {
  const found = await rows(
    `select e.slug, e.name, t.organisation_id from scorecards s join estates e on e.id = s.estate_id
     join tenures t on t.estate_id = e.id and t.to_date is null
     where s.release_id = ? and s.rank is not null order by s.rank, e.slug limit ?`,
    [releaseId, limit],
  )
  return found.map((row) => ({
    slug: String(row["slug"]),
    name: String(row["name"]),
    companyId: String(row["organisation_id"]),
  }))
}

async function runArchived(stage: ProgrammeStage, today: string): Promise<void> {
  const found = await newestRelease(stage, 4)
  if (!found) return
  const { basis, publishedDay } = found
  const on = (days: number) => shiftDay(publishedDay, days)
  const dates: ProgrammeDates = {
    openDay: on(1),
    closeDay: on(8),
    screeningDay: on(11),
    reviewDay: on(18),
    noticeDay: on(20),
    noticeWorkingDays: 5,
  }
  const estates = await ranked(stage, basis.releaseId, 60)
  // The best, every third behind them for the second category, and one that does not meet the rules.
  const best = estates.slice(0, 8).map((estate): Nominated => ({ ...estate, category: "A" }))
  const behind = estates.slice(8, 20).filter((_, at) => at % 3 === 0)
  const risen = behind.map((estate): Nominated => ({ ...estate, category: "B" }))
  const last = estates.slice(-2).map((estate): Nominated => ({ ...estate, category: "B" }))
  stage.moveTo(on(0))
  const slug = await open(stage, archivedProgramme, { basis, dates })
  stage.moveTo(on(3))
  await nominate(stage, slug, [...best, ...risen, ...last])
  await gatherJudges(stage, slug)
  stage.moveTo(on(9))
  await screen(stage, slug, { blind: false })
  stage.moveTo(on(14))
  await review(stage, slug, 10)
  stage.moveTo(on(19))
  const toDay = await announce(stage, slug, on(20))
  stage.moveTo(on(21))
  await object(stage, slug)
  stage.moveTo(shiftDay(toDay, 1))
  await award(stage, slug)
  const later = shiftDay(toDay, 30)
  if (later < today) stage.moveTo(later)
  await revoke(stage, slug)
}

async function runReviewed(stage: ProgrammeStage, today: string): Promise<void> {
  const found = await newestRelease(stage, 6)
  if (!found) return
  const on = (days: number) => shiftDay(today, days)
  const dates: ProgrammeDates = {
    openDay: on(-24),
    closeDay: on(-10),
    screeningDay: on(-7),
    reviewDay: on(14),
    noticeDay: on(18),
    noticeWorkingDays: 7,
  }
  const estates = await ranked(stage, found.basis.releaseId, 11)
  stage.moveTo(on(-25))
  const slug = await open(stage, reviewedProgramme, { basis: found.basis, dates })
  stage.moveTo(on(-20))
  await nominate(
    stage,
    slug,
    estates.map((estate) => ({ ...estate, category: "A" })),
  )
  await gatherJudges(stage, slug)
  stage.moveTo(on(-9))
  await screen(stage, slug, { blind: true })
  stage.moveTo(on(-3))
  await review(stage, slug, 6)
}

/** Takes the letters that were stored for sent. */
async function endLetters(stage: ProgrammeStage): Promise<void> {
  const letters = await stage.rows("select id from mails where state = 'queued'")
  const ctx = stage.system()
  const at = ctx.now()
  await ctx.write({ ...once(), action: "mail.sent", result: null }, (store) => {
    for (const { id } of letters) store.mails.end({ id: String(id), state: "sent" })
    store.audit.record({
      id: ctx.newId(),
      at,
      action: "mail.sent",
      entity: "mail",
      entityId: "demonstration",
      detail: { letters: letters.length },
    })
  })
}

/**
 * Runs the two programmes of the demonstration, one to its archive and one into its review, each act at its day by the
 * use case that the pages call. Letters that they would send are taken for sent: those days are over.
 */
export async function runSeededProgrammes(
  url: string,
  options: { bucket: Bucket; secret: string; now: Date; progress: (line: string) => void },
): Promise<void> {
  const { bucket, secret, now, progress } = options
  const stage = openProgrammeStage(url, bucket, secret)
  try {
    progress("办理评选 · running the programmes")
    const today = dayOf(now.getTime())
    await runArchived(stage, today)
    await runReviewed(stage, today)
    await endLetters(stage)
  } finally {
    stage.close()
  }
}
