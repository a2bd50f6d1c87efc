import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  type CountedReview,
  reviewResults,
  reviewScore,
} from "../../../worker/domain/selection/review-results.ts"
import type { Criterion } from "../../../worker/domain/selection/rules.ts"

const criteria: Criterion[] = [
  { code: "C1", title: "机制", weight: 60, levels: [] },
  { code: "C2", title: "成效", weight: 40, levels: [] },
]

function review(judgeId: string, nominationId: string, c1: number | null, c2 = c1): CountedReview {
  return { judgeId, nominationId, scores: { C1: c1, C2: c2 }, abstained: false }
}

function resultsOf(reviews: CountedReview[], quorum = 2) {
  return reviewResults({ reviews, criteria, quorum })
}

/** Reviews as judges may give them: each pair once, some abstentions. */
const anyReviews = fc
  .uniqueArray(
    fc.record({
      judgeId: fc.constantFrom("j1", "j2", "j3", "j4", "j5"),
      nominationId: fc.constantFrom("n1", "n2", "n3", "n4", "n5", "n6"),
      scores: fc.record({
        C1: fc.option(fc.integer({ min: 0, max: 100 }), { freq: 6 }),
        C2: fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { freq: 6 }),
      }),
      abstained: fc.boolean().map((value) => value && false),
    }),
    { selector: ({ judgeId, nominationId }) => `${judgeId} ${nominationId}`, maxLength: 30 },
  )
  .map((reviews) => reviews as CountedReview[])

describe("the score of a review", () => {
  test("weighs the criteria, and brings the weights back to 100 without those abstained from", () => {
    expect(reviewScore(review("j", "n", 100, 50), criteria)).toBe(80)
    expect(reviewScore(review("j", "n", null, 50), criteria)).toBe(50)
  })

  test("is none when every criterion, or the whole, was abstained from", () => {
    expect(reviewScore(review("j", "n", null), criteria)).toBeNull()
    expect(reviewScore({ ...review("j", "n", 80), abstained: true }, criteria)).toBeNull()
  })
})

describe("results of reviews", () => {
  test("by hand: a strict judge and a mild one come to the same scale", () => {
    const { candidates, judges } = resultsOf([
      ...[40, 50, 60].map((score, n) => review("strict", `n${n}`, score)),
      ...[80, 90, 100].map((score, n) => review("mild", `n${n}`, score)),
    ])
    // Of all six: mean 70, population sd √(2800/6) = 21.602468995; of a judge √(200/3) = 8.164965809, so z = ±1.224744871.
    expect(candidates).toEqual([
      { nominationId: "n0", reviews: 2, abstained: 0, insufficient: false, ...means(60, 43.542486889) },
      { nominationId: "n1", reviews: 2, abstained: 0, insufficient: false, ...means(70, 70) },
      { nominationId: "n2", reviews: 2, abstained: 0, insufficient: false, ...means(80, 96.457513111) },
    ])
    expect(
      judges.map(({ judgeId, mean, spread, standardised }) => [judgeId, mean, spread, standardised]),
    ).toEqual([
      ["mild", 90, 8.164965809, true],
      ["strict", 50, 8.164965809, true],
    ])
  })

  test("a judge with two reviews, or without spread, keeps its raw scores", () => {
    const { candidates, judges } = resultsOf([
      review("two", "n1", 20),
      review("two", "n2", 30),
      ...["n1", "n2", "n3"].map((id) => review("flat", id, 70)),
    ])
    expect(judges.map(({ standardised }) => standardised)).toEqual([false, false])
    for (const one of candidates) expect(one.calibratedMean).toBe(one.rawMean)
  })

  test("fewer than the quorum is insufficient with its mean told; abstentions count apart", () => {
    const { candidates } = resultsOf([
      review("j1", "n1", 90),
      review("j2", "n1", null),
      { ...review("j3", "n1", 10), abstained: true },
    ])
    expect(candidates).toEqual([
      { nominationId: "n1", reviews: 1, abstained: 2, insufficient: true, ...means(90, 90) },
    ])
  })

  test("nothing but abstentions has no mean", () => {
    const { candidates, judges } = resultsOf([review("j1", "n1", null)])
    expect(candidates[0]).toMatchObject({ reviews: 0, abstained: 1, rawMean: null, rawMedian: null })
    expect(judges[0]).toMatchObject({ reviews: 0, mean: null, spread: null, standardised: false })
  })

  test("a calibrated score stays within 0 to 100", () => {
    const { candidates } = resultsOf([
      ...[99, 99, 99, 100].map((score, n) => review("high", `n${n}`, score)),
      ...[0, 1, 50, 100].map((score, n) => review("wide", `n${n}`, score)),
    ])
    for (const { calibratedMean } of candidates) expect(calibratedMean).toBeLessThanOrEqual(100)
  })
})

describe("outlying judges", () => {
  const ids = ["n1", "n2", "n3", "n4"]
  const agreeing = (judgeId: string, shift: number) =>
    ids.map((id, n) => review(judgeId, id, 60 + 5 * n + shift))

  test("a mean far from the others' is outlying, among four judges or more", () => {
    const three = [...agreeing("j1", 0), ...agreeing("j2", 2), ...agreeing("j9", -40)]
    expect(resultsOf(three).judges.some(({ outlying }) => outlying)).toBe(false)
    const four = resultsOf([...three, ...agreeing("j3", 4)]).judges
    expect(four.filter(({ outlying }) => outlying).map(({ judgeId }) => judgeId)).toEqual(["j9"])
  })

  test("others that agree to the point make a small difference no outlier", () => {
    const reviews = ["j1", "j2", "j3"].flatMap((id) => agreeing(id, 0))
    expect(resultsOf([...reviews, ...agreeing("j4", 3)]).judges.some(({ outlying }) => outlying)).toBe(false)
  })

  test("scores against everybody else's are outlying; with three shared candidates nothing is said", () => {
    const reviews = ["j1", "j2", "j3"].flatMap((id, n) => agreeing(id, n))
    const against = ids.map((id, n) => review("j4", id, 76 - 5 * n))
    const outlying = (all: CountedReview[]) =>
      resultsOf(all).judges.flatMap(({ judgeId, outlying }) => (outlying ? [judgeId] : []))
    expect(outlying([...reviews, ...against])).toEqual(["j4"])
    expect(outlying([...reviews, ...against.slice(0, 3)])).toEqual([])
  })
})

describe("any reviews", () => {
  test("come to the same in any order", () => {
    fc.assert(
      fc.property(anyReviews, fc.infiniteStream(fc.nat()), (reviews, random) => {
        const keys = new Map(reviews.map((one) => [one, random.next().value ?? 0]))
        const mixed = [...reviews].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
        const [a, b] = [resultsOf(reviews), resultsOf(mixed)]
        expect(b).toEqual(a)
      }),
    )
  })

  test("every review is counted once, means lie between the least and the greatest, ranges hold", () => {
    fc.assert(
      fc.property(anyReviews, (reviews) => {
        const { candidates, judges } = resultsOf(reviews)
        const counted = candidates.reduce((sum, one) => sum + one.reviews + one.abstained, 0)
        expect(counted).toBe(reviews.length)
        for (const one of candidates) {
          const own = reviews.filter(({ nominationId }) => nominationId === one.nominationId)
          const scores = own.flatMap((each) => reviewScore(each, criteria) ?? [])
          expect(one.insufficient).toBe(one.reviews < 2)
          for (const value of [one.rawMean, one.rawMedian]) {
            if (value === null) continue
            expect(value).toBeGreaterThanOrEqual(Math.min(...scores) - 1e-9)
            expect(value).toBeLessThanOrEqual(Math.max(...scores) + 1e-9)
          }
          if (one.calibratedMean !== null)
            expect(one.calibratedMean >= 0 && one.calibratedMean <= 100).toBe(true)
        }
        for (const judge of judges)
          expect(judge.standardised).toBe(judge.reviews >= 3 && (judge.spread ?? 0) > 0)
      }),
    )
  })

  test("a judge that is five points milder throughout changes no calibrated score within the range", () => {
    const scores = fc.array(fc.integer({ min: 40, max: 60 }), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(scores, scores, (one, other) => {
        fc.pre(new Set(one).size > 1 && new Set(other).size > 1)
        const of = (shift: number) =>
          resultsOf([
            ...one.map((score, n) => review("j1", `n${n}`, score + shift)),
            ...other.map((score, n) => review("j2", `n${n}`, score)),
          ]).candidates.map(({ calibratedMean }) => calibratedMean ?? 0)
        const order = (values: number[]) =>
          values.map((value) => values.filter((v) => v > value + 1e-6).length)
        expect(order(of(5))).toEqual(order(of(0)))
      }),
    )
  })
})

function means(rawMean: number, calibratedMean: number) {
  return { rawMean, rawMedian: rawMean, calibratedMean }
}
