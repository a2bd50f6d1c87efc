import { expect, test } from "vitest"
import type { PublicArchive } from "../../../worker/domain/selection/public-archive.ts"
import { verifyArchive } from "../../../worker/domain/selection/verify-archive.ts"
import { expressions } from "../../../worker/gateways/expression.ts"
import { workingDays } from "../../../worker/gateways/working-days.ts"
import { fixtureArchive, rechained } from "../../support/archive-fixture.ts"

const deps = { evaluate: expressions().evaluate, calendar: workingDays }
const faultsOf = (archive: PublicArchive) => verifyArchive(archive, deps).checks.flatMap((one) => one.faults)
const frozenAt = "2026-10-26T02:00:00.000Z"
const later = (moment: string, ms = 1) => new Date(Date.parse(moment) + ms).toISOString()
/** Somebody on the last list, who was awarded. */
const awardedIn = ({ nominations, awards }: PublicArchive) =>
  nominations.find(({ id }) => id === awards[0]?.nomination)!
const objectionTo = (archive: PublicArchive, more: Partial<PublicArchive["objections"][0]>) =>
  archive.objections.push({
    ...archive.objections[0]!,
    ...{
      number: 2,
      nomination: awardedIn(archive).id,
      state: "rejected",
      decidedAt: "2026-11-06T02:00:00.000Z",
    },
    ...more,
  })

test.each<[string, (archive: PublicArchive) => void, string]>([
  [
    "an objection that nobody decided",
    (archive) => objectionTo(archive, { state: "admitted", decidedAt: null }),
    " was awarded while an objection was open",
  ],
  [
    "an objection decided after the award",
    (archive) => objectionTo(archive, { decidedAt: later("2026-11-16T02:00:00.000Z") }),
    " was awarded while an objection was open",
  ],
  [
    "an objection upheld that struck nobody",
    (archive) => objectionTo(archive, { state: "upheld" }),
    "objection 2 was upheld and struck nobody",
  ],
  [
    "an objection before its notice",
    (archive) => objectionTo(archive, { receivedAt: "2026-11-01T02:00:00.000Z" }),
    "objection 2 is out of time",
  ],
  [
    "an objection without a notice",
    (archive) => objectionTo(archive, { notice: 9 }),
    "objection 2 is out of time",
  ],
  [
    "somebody struck in the moment of the award",
    (archive) => Object.assign(awardedIn(archive), { struckAt: "2026-11-16T02:00:00.000Z" }),
    "which was struck or had withdrawn",
  ],
  [
    "a notice of four days",
    ({ notices }) => Object.assign(notices[1]!, { toDay: "2026-11-12", workingDays: 4 }),
    "notice 2 is shorter than the 5 working days of the rules",
  ],
  [
    "a version of the rules that is left out",
    ({ rules }) => rules.push({ ...rules[0]!, version: 3 }),
    "rules 3 stand at 2",
  ],
  [
    "an eligibility by rules that are not there",
    ({ nominations }) => Object.assign(nominations[3]!.eligibility!, { rulesVersion: 7 }),
    "n3 was judged by rules 7, which are not there",
  ],
  [
    "somebody let in whom nobody judged",
    ({ nominations }) => Object.assign(nominations[3]!, { eligibility: null }),
    "n3 is eligible, its rules say ineligible",
  ],
  [
    "an override that nobody decided",
    ({ nominations }) =>
      Object.assign(nominations[11]!, {
        screening: "overridden",
        overrides: [{ asked: "u1", decided: null, confirmed: true }],
      }),
    "n11 was let in without two people",
  ],
  [
    "an override that was refused",
    ({ nominations }) =>
      Object.assign(nominations[11]!, {
        screening: "overridden",
        overrides: [{ asked: "u1", decided: "u2", confirmed: false }],
      }),
    "n11 was let in without two people",
  ],
  [
    "a review that was never assigned",
    ({ reviews }) => Object.assign(reviews[0]!, { assignment: "nowhere" }),
    "review of nowhere, which was never assigned",
  ],
  [
    "a judge without declared interests",
    ({ judges }) => Object.assign(judges[1]!, { declared: false }),
    "judge-1 scored before it was verified and had declared its interests",
  ],
  [
    "a list by rules that are not there",
    ({ shortlists }) => Object.assign(shortlists[0]!.document, { rulesVersion: 7 }),
    "list 1 names rules 7, which are not there",
  ],
  [
    "a list by other rules",
    ({ shortlists }) => Object.assign(shortlists[0]!.document, { rulesHash: "other" }),
    "list 1 names other rules",
  ],
  [
    "a review after the list",
    ({ reviews }) => Object.assign(reviews[0]!, { submittedAt: later(frozenAt) }),
    "list 1, category A, comes out otherwise",
  ],
  [
    "a review voided in the list's moment",
    ({ reviews }) => Object.assign(reviews[0]!, { voidedAt: frozenAt }),
    "list 1, category A, comes out otherwise",
  ],
  [
    "somebody who withdrew in the list's moment",
    (archive) => Object.assign(awardedIn(archive), { withdrawnAt: frozenAt }),
    "list 1, category A, comes out otherwise",
  ],
  [
    "somebody struck in the list's moment",
    (archive) => Object.assign(awardedIn(archive), { struckAt: frozenAt }),
    "list 1, category A, comes out otherwise",
  ],
])("%s is told", (_, change, words) => {
  const archive = fixtureArchive()
  change(archive)
  expect(faultsOf(archive)).toContainEqual(expect.stringContaining(words))
})

test.each<[string, (archive: PublicArchive) => void]>([
  [
    "an objection decided in the moment of the award",
    (archive) => objectionTo(archive, { decidedAt: "2026-11-16T02:00:00.000Z" }),
  ],
  [
    "an objection on the first day",
    (archive) => objectionTo(archive, { receivedAt: "2026-11-02T02:00:00.000Z" }),
  ],
  [
    "an objection on the last day",
    (archive) => objectionTo(archive, { receivedAt: "2026-11-06T02:00:00.000Z" }),
  ],
  ["a review in the list's moment", ({ reviews }) => Object.assign(reviews[0]!, { submittedAt: frozenAt })],
  [
    "a review voided after the list",
    ({ reviews }) => Object.assign(reviews[0]!, { voidedAt: later(frozenAt) }),
  ],
  ["lists that stand the other way round", ({ shortlists }) => shortlists.reverse()],
  [
    "somebody whom nobody screened",
    ({ nominations }) => Object.assign(nominations[11]!, { screening: null }),
  ],
])("%s is in order", (_, change) => {
  const archive = fixtureArchive()
  change(archive)
  expect(faultsOf(rechained(archive))).toEqual([])
})
