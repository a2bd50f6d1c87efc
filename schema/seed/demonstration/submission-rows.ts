import { dayOf, shiftDay } from "../../../worker/domain/quarter.ts"
import type { Edition } from "../../../worker/domain/scoring/edition.ts"
import type { KeySpec } from "../../../worker/domain/scoring/keys.ts"
import { isOver } from "../../../worker/domain/submission/lateness.ts"
import { type CollectedQuarter, instantText } from "./calendar.ts"
import type { EstatePlan } from "./estate-plan.ts"
import { askedFindings, correctionOf, refiledKey, returnReason } from "./findings.ts"
import type { DemonstrationOrganisations } from "./organisations.ts"
import type { EstateRows, TypingProvider } from "./rows.ts"
import type { SubmissionCourse } from "./submission-course.ts"
import { checkedKeys, draftOf, packsOf, reasonsFor } from "./value-packs.ts"
import type { TypedValues } from "./values/quarter-facts.ts"

/** Everything that writing one submission's rows needs. */
export interface SubmissionScene {
  plan: EstatePlan
  at: number
  quarter: CollectedQuarter
  course: SubmissionCourse
  values: TypedValues
  before: TypedValues | null
  edition: Edition
  specs: ReadonlyMap<string, KeySpec>
  organisations: DemonstrationOrganisations
}

/** What lateness is judged by: what was returned in time stays so for the two weeks that it was given. */
function timing({ quarter, course }: SubmissionScene, stage: number) {
  const { state, times, twice } = course
  const { deadlineDay } = quarter
  const inTime = !isOver(deadlineDay, new Date(times.firstSubmitted))
  const graceDay = (twice || state === "returned") && inTime ? shiftDay(dayOf(times.returned), 14) : null
  const sentDueDay = twice && graceDay !== null && graceDay > deadlineDay ? graceDay : deadlineDay
  const sent = stage >= 2
  return {
    sentAt: sent ? instantText(times.submitted) : null,
    sentDueDay: sent ? sentDueDay : null,
    graceDay,
  }
}

type Member = ReturnType<DemonstrationOrganisations["companyMember"]>

const reached = { none: 0, draft: 1, submitted: 2, returned: 2, street_verified: 3, verified: 4 } as const

/** Adds one submission with its parts, values, findings and audit events; nothing for 未报送. */
export function addSubmission(rows: EstateRows, scene: SubmissionScene): void {
  const { plan, quarter, course, at } = scene
  const { state, times, twice } = course
  if (state === "none") return
  const id = `${plan.id}-${quarter.quarter}`
  const stage = reached[state]
  const filing = twice ? 2 : 1
  const text = (stageNeeded: number, time: number) => (stage >= stageNeeded ? instantText(time) : null)
  const returned = state === "returned"
  const company = scene.organisations.companies[plan.companies[at] ?? 0]
  rows.submissions.push({
    id,
    estateId: plan.id,
    quarter: quarter.quarter,
    organisationId: company?.id ?? "",
    state,
    revision: stage + (returned ? 1 : 0) + (twice ? 2 : 0),
    // A draft has not been filed yet: what is typed belongs to the filing to come.
    filing: stage >= 2 ? filing : 0,
    firstSubmittedAt: text(2, times.firstSubmitted),
    ...timing(scene, stage),
    submittedAt: text(2, times.submitted),
    streetVerifiedAt: text(3, times.street),
    verifiedAt: text(4, times.district),
    returnedAt: returned || twice ? instantText(times.returned) : null,
    returnReason: returned ? returnReason : null,
    returnedBy: returned ? "street" : null,
  })
  addValues(rows, scene, id, stage, filing)
  if (stage >= 2) addReceipts(rows, scene, id, filing)
  addFindings(rows, scene, id, filing)
  addAudit(rows, scene, id, stage)
}

function memberFor({ plan, at, organisations }: SubmissionScene, provider: TypingProvider): Member {
  if (provider === "company") return organisations.companyMember(plan.companies[at] ?? 0)
  const place = { community: plan.community, street: plan.street, district: plan.district }[provider]
  return organisations.authorityMember(place, "verifier")
}

function addValues(
  rows: EstateRows,
  scene: SubmissionScene,
  id: string,
  stage: number,
  filing: number,
): void {
  const { plan, course, values, before, specs, organisations } = scene
  const { times, twice, state } = course
  const savedAt = {
    company: times.saved,
    community: times.community,
    street: times.street,
    district: times.district,
  }
  const stageOf = { company: 1, community: 2, street: 3, district: 4 }
  const checked = checkedKeys(scene.edition, specs, values, before)
  const packs = packsOf(specs, values, organisations.authorities.has(plan.community))
  for (const provider of ["company", "community", "street", "district"] as const) {
    const pack = packs[provider]
    if (pack === undefined || stage < stageOf[provider]) continue
    const typed = state === "draft" ? draftOf(pack, course.random) : pack
    const reasons = reasonsFor(specs, typed, before, checked)
    const number = provider === "company" ? filing : 0
    if (provider === "company" && twice) {
      const first = { ...typed, [refiledKey]: String(Math.round(Number(typed[refiledKey] ?? 0) * 1.6) + 20) }
      rows.values.push({ submissionId: id, provider, filing: 1, values: first, reasons })
    }
    rows.values.push({ submissionId: id, provider, filing: number, values: typed, reasons })
    const memberId = memberFor(scene, provider).id
    rows.parts.push({
      submissionId: id,
      provider,
      revision: provider === "company" ? filing : 1,
      savedAt: instantText(savedAt[provider]),
      memberId,
    })
  }
}

/** One for each time that it was sent. */
function addReceipts(rows: EstateRows, scene: SubmissionScene, submissionId: string, filing: number): void {
  const { course, plan, quarter, organisations, at } = scene
  const { deadlineDay } = quarter
  const organisationId = organisations.companies[plan.companies[at] ?? 0]?.id ?? ""
  const memberId = memberFor(scene, "company").id
  const add = (number: number, time: number, dueDay: string) =>
    rows.receipts.push({
      id: `${submissionId}-${number}`,
      submissionId,
      filing: number,
      organisationId,
      memberId,
      sentAt: instantText(time),
      dueDay,
      late: isOver(dueDay, new Date(time)),
    })
  if (course.twice) add(1, course.times.firstSubmitted, deadlineDay)
  add(filing, course.times.submitted, timing(scene, 2).sentDueDay ?? deadlineDay)
}

function addFindings(rows: EstateRows, scene: SubmissionScene, submissionId: string, filing: number): void {
  const { course, values } = scene
  const { times, adjustedBy, state, twice, random } = course
  if (state === "returned" || twice) {
    const memberId = memberFor(scene, "street").id
    rows.returns.push({
      submissionId,
      filing: 1,
      level: "street",
      reason: returnReason,
      memberId,
      at: instantText(times.returned),
    })
    const asked = twice ? askedFindings.filter(({ key }) => key === refiledKey) : askedFindings
    for (const { key, reason } of asked)
      rows.findings.push({
        submissionId,
        filing: 1,
        level: "street",
        key,
        decision: "asked",
        checkedValue: null,
        reasonClass: null,
        reason,
        memberId,
        at: instantText(times.returned),
      })
  }
  const correction = adjustedBy === null ? null : correctionOf(random, values)
  if (adjustedBy === null || correction === null) return
  rows.findings.push({
    submissionId,
    filing,
    level: adjustedBy,
    ...correction,
    decision: "adjusted",
    memberId: memberFor(scene, adjustedBy).id,
    at: instantText(times[adjustedBy]),
  })
}

function addAudit(rows: EstateRows, scene: SubmissionScene, entityId: string, stage: number): void {
  const { times, state, twice } = scene.course
  const company = memberFor(scene, "company").organisationId
  let before = "draft"
  const add = (action: string, after: string, time: number, provider: TypingProvider, suffix = "") => {
    const member = memberFor(scene, provider)
    rows.auditEvents.push({
      id: `${entityId}-${action}${suffix}`,
      at: instantText(time),
      actorKind: "member",
      actorUserId: member.userId,
      organisationId: member.organisationId,
      concernsId: provider === "company" ? null : company,
      action: `submission.${action}`,
      entity: "submission",
      entityId,
      detail: "{}",
      before: JSON.stringify({ state: before }),
      after: JSON.stringify({ state: after }),
    })
    before = after
  }
  if (stage >= 2) add("submit", "submitted", times.firstSubmitted, "company")
  if (twice || state === "returned") add("return", "returned", times.returned, "street")
  if (twice) add("submit", "submitted", times.submitted, "company", "-2")
  if (stage >= 3) add("verify_street", "street_verified", times.street, "street")
  if (stage >= 4) add("verify_district", "verified", times.district, "district")
}
