import {
  answersFor,
  type DemonstrationProgramme,
  reviewComments,
} from "../../../schema/seed/demonstration/programmes.ts"
import type { ProgrammeDates, ProgrammeRules } from "../../../worker/domain/selection/rules.ts"
import { keysOf, rulesParts } from "../../../worker/domain/selection/rules-parts.ts"
import { readStored } from "../../../worker/domain/stored.ts"
import { digestText } from "../../../worker/gateways/digest.ts"
import { figures as figuresShape } from "../../../worker/shapes/selection.ts"
import { answerInvitation } from "../../../worker/usecases/judge/answer-invitation.ts"
import { assignJudges } from "../../../worker/usecases/judge/assign-judges.ts"
import { declareInterest, declareNoInterest } from "../../../worker/usecases/judge/declare-interest.ts"
import { inviteJudge } from "../../../worker/usecases/judge/invite-judge.ts"
import { verifyIdentity } from "../../../worker/usecases/judge/verify-identity.ts"
import { saveNomination } from "../../../worker/usecases/nomination/save-nomination.ts"
import { screenNominations } from "../../../worker/usecases/nomination/screen-nominations.ts"
import { startNomination } from "../../../worker/usecases/nomination/start-nomination.ts"
import { submitNomination } from "../../../worker/usecases/nomination/submit-nomination.ts"
import { advancePhase } from "../../../worker/usecases/programme/advance-phase.ts"
import { beginProgramme } from "../../../worker/usecases/programme/begin-programme.ts"
import { createProgramme } from "../../../worker/usecases/programme/create-programme.ts"
import { editRules } from "../../../worker/usecases/programme/edit-rules.ts"
import { openRedaction } from "../../../worker/usecases/review/open-redaction.ts"
import { openReview } from "../../../worker/usecases/review/open-review.ts"
import { redactAnswers } from "../../../worker/usecases/review/redact-answers.ts"
import { saveReview } from "../../../worker/usecases/review/save-review.ts"
import { submitReview } from "../../../worker/usecases/review/submit-review.ts"
import { once, type ProgrammeStage } from "./stage.ts"

export const organiser = "organiser-1"
export const chair = `${organiser}-chair`
export const secretary = `${organiser}-secretary`
const judges = ["", "-2", "-3", "-4", "-5", "-6"].map((end) => `${organiser}-judge${end}`)
const reason = "演示数据：日历尚未公布的年份按周一至周五计算。"

/** The revision of a programme as it stands. */
export async function revisionOf({ rows }: ProgrammeStage, slug: string): Promise<number> {
  const [row] = await rows("select revision from programmes where slug = ?", [slug])
  return Number(row?.["revision"])
}

/** An estate that is nominated, in a category. */
export interface Nominated {
  slug: string
  name: string
  category: string
  companyId: string
}

/** Writes the rules and opens the programme; answers its address. */
export async function open(
  stage: ProgrammeStage,
  programme: DemonstrationProgramme,
  given: { basis: ProgrammeRules["basis"]; dates: ProgrammeDates },
): Promise<string> {
  const { deps } = stage
  const ctx = await stage.as(chair)
  const { slug } = await createProgramme(ctx, deps.spell, programme, once())
  const { check } = deps.expressions
  const rules = { ...programme, ...given }
  for (const part of rulesParts) {
    const own = Object.fromEntries(keysOf[part].map((key) => [key, Reflect.get(rules, key)]))
    const command = { ...once(), revision: await revisionOf(stage, slug), check }
    await editRules(ctx, slug, { part, read: () => ({ rules: own, unread: [] }) }, command)
  }
  const command = { ...once(), revision: await revisionOf(stage, slug), reason }
  await beginProgramme(ctx, slug, command, { check, digest: digestText })
  return slug
}

/** Companies nominate; one of them leaves a draft behind. */
export async function nominate(
  stage: ProgrammeStage,
  slug: string,
  estates: readonly Nominated[],
): Promise<void> {
  for (const [at, { slug: estate, name, category, companyId }] of estates.entries()) {
    const ctx = await stage.as(`${companyId}-editor`)
    const { id } = await startNomination(ctx, { programme: slug, estate, category }, once())
    const typed = { answers: answersFor(at, name), consent: true }
    const { revision } = await saveNomination(ctx, id, typed, { ...once(), revision: 1 })
    const why = { ...typed, reason: "请主办方按规则审查。" }
    if (at < estates.length - 1)
      await submitNomination(ctx, id, why, { ...once(), revision }, stage.deps.nominations)
  }
}

async function invite(stage: ProgrammeStage, slug: string, at: number): Promise<void> {
  const { deps } = stage
  const ctx = await stage.as(secretary)
  const asked = { ...once(), memberId: judges[at] ?? "", link: "http://localhost:8787/judging" }
  const { judgeId } = await inviteJudge(ctx, slug, asked)
  const own = await stage.as(judges[at] ?? "")
  await answerInvitation(own, judgeId, { ...once(), answer: "accepted" })
  // One has an interest in a company, which keeps its candidates away from it.
  if (at === 3)
    await declareInterest(own, judgeId, {
      ...once(),
      kind: "organisation",
      ref: "company-2",
      note: "曾任顾问（演示）",
    })
  else await declareNoInterest(own, judgeId, once())
  const [row] = await stage.rows("select revision from judges where id = ?", [judgeId])
  await verifyIdentity(ctx, deps.markIdentity, slug, judgeId, {
    ...once(),
    revision: Number(row?.["revision"]),
    kind: "passport",
    number: `E9900000${at}`,
    samePerson: false,
  })
}

/** Six judges are invited, accept, declare their interests and are verified. */
export async function gatherJudges(stage: ProgrammeStage, slug: string): Promise<void> {
  for (const at of judges.keys()) await invite(stage, slug, at)
}

async function redact(stage: ProgrammeStage, slug: string): Promise<void> {
  const ctx = await stage.as(secretary)
  const found = await stage.rows(
    `select n.blind_code as code from nominations n join programmes p on p.id = n.programme_id
     where p.slug = ? and n.state = 'submitted' order by n.submitted_at`,
    [slug],
  )
  for (const [at, { code }] of found.entries()) {
    const opened = await openRedaction(ctx, slug, String(code))
    await redactAnswers(ctx, opened, answersFor(at, null), { ...once(), seen: opened.seen, checked: false })
  }
}

/** Nominations are closed and screened, candidates go to judges, the review begins. */
export async function screen(
  stage: ProgrammeStage,
  slug: string,
  { blind }: { blind: boolean },
): Promise<void> {
  const ctx = await stage.as(secretary)
  await advancePhase(ctx, slug, { ...once(), revision: await revisionOf(stage, slug) })
  await screenNominations(ctx, slug, once(), stage.deps.expressions.evaluate)
  if (blind) await redact(stage, slug)
  await assignJudges(ctx, slug, once())
  await advancePhase(ctx, slug, { ...once(), revision: await revisionOf(stage, slug) })
}

/** Judges score; `done` of ten are submitted, one in ten is only saved, the rest is still to come. */
export async function review(stage: ProgrammeStage, slug: string, done: number): Promise<void> {
  const given = await stage.rows(
    `select a.id, j.member_id, n.figures from assignments a join judges j on j.id = a.judge_id
     join nominations n on n.id = a.nomination_id join programmes p on p.id = a.programme_id
     where p.slug = ? and a.ended_at is null order by n.blind_code, j.member_id`,
    [slug],
  )
  for (const [at, { id, member_id: memberId, figures }] of given.entries()) {
    const share = (at * 7) % 10
    if (share > done) continue
    const ctx = await stage.as(String(memberId))
    const opened = await openReview(ctx, String(id), "scoring")
    const { base } = readStored("nominations.figures", figuresShape, String(figures)).basis
    // Better figures, better marks; some judges are stricter, and no two candidates are alike.
    const strict = (judges.indexOf(String(memberId)) % 3) / 2
    const candidate = Math.floor(at / opened.rules.review.perCandidate)
    const scores = opened.rules.criteria.map(({ code, levels }, criterion) => {
      const merit = (97 - (base ?? 60)) / 10 + ((candidate * 5 + criterion * 3 + at) % 5) / 3
      const step = Math.round(merit + strict - 0.5)
      const level = levels[Math.min(levels.length - 1, Math.max(0, step))]
      return [code, String(level?.score ?? 0)] as const
    })
    const comment = reviewComments[at % reviewComments.length] ?? ""
    const typed = { scores: new Map(scores), abstained: false, confidence: "2", comment }
    const act = share < done ? submitReview : saveReview
    await act(ctx, opened, typed, { ...once(), revision: 0 })
  }
}
