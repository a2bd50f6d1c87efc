import type { ReviewFile, ReviewIdentity, ReviewView } from "../../../web/pages/reviews/review-view.ts"
import type { Text } from "../../../web/text/text.ts"
import type { Fault } from "../../domain/errors.ts"
import { genericName } from "../../domain/selection/attachment.ts"
import type { EstateFigures } from "../../domain/selection/figures.ts"
import { quintileOf } from "../../domain/selection/quintile.ts"
import { abstain, type TypedReview } from "../../domain/selection/review-form.ts"
import type { OpenReview } from "../../usecases/review/open-review.ts"
import { fieldsOf } from "./command.ts"

/** What was typed into a score sheet. */
export function typedReview(fields: Record<string, string>): TypedReview {
  return {
    scores: fieldsOf(fields, "s"),
    abstained: fields["abstained"] === "yes",
    confidence: fields["confidence"] ?? "",
    comment: fields["comment"] ?? "",
  }
}

/** A review as it stands, as if it had just been typed. */
export function savedReview(review: OpenReview["review"]): TypedReview {
  const scores = review?.scores ?? {}
  return {
    scores: new Map(
      Object.entries(scores).map(([code, score]) => [code, score === null ? abstain : String(score)]),
    ),
    abstained: review?.abstained ?? false,
    confidence: review?.confidence ? String(review.confidence) : "",
    comment: review?.comment ?? "",
  }
}

/** The files that a judge may open: copies, and where the programme is not blind the files that have none. */
function filesOf({ files }: OpenReview, blind: boolean): ReviewFile[] {
  const originals = files.filter(({ redacts }) => redacts === null)
  return originals.flatMap((original, index) => {
    const copy = files.find(({ redacts }) => redacts === original.id)
    const shown = copy ?? (blind ? null : original)
    if (!shown) return []
    const { id, type, width, height } = shown
    return [{ id, name: genericName(index + 1, type), type, width, height }]
  })
}

function identityOf({ estate, basis }: EstateFigures): ReviewIdentity {
  const { base, final, rank, rankP5, rankP95 } = basis
  return { name: estate.name, slug: estate.slug, company: estate.company, base, final, rank, rankP5, rankP95 }
}

function figuresOf({ words, dimensions }: OpenReview, text: Text, figures: EstateFigures | null) {
  const index = words.bands.findIndex(({ code }) => code === figures?.basis.band)
  const band = words.bands[index]
  const own = figures?.basis.dimensions ?? {}
  return {
    band: band ? { title: band.title[text.language], index, count: words.bands.length } : null,
    quintiles: words.dimensions.map(({ code, title }) => ({
      title: title[text.language],
      quintile: quintileOf(
        own[code] ?? null,
        dimensions.map((one) => one[code] ?? null),
      ),
    })),
  }
}

function answersOf({ nomination, rules }: OpenReview, blind: boolean): ReviewView["answers"] {
  const answers = blind ? nomination.redactedAnswers : nomination.answers
  return answers && rules.form.map(({ key, title }) => ({ title, text: answers[key] ?? "" }))
}

/** What a judge's page is given: in a blind programme nothing that tells who the candidate is gets this far. */
export function reviewView(
  open: OpenReview,
  text: Text,
  shown: { formKey: string; typed?: TypedReview; faults?: Fault[]; notice?: ReviewView["notice"] },
): ReviewView {
  const { assignment, judge, nomination, programme, rules, review } = open
  const { blind } = rules.review
  const { figures } = nomination
  const category = rules.categories.find(({ code }) => code === nomination.category)
  return {
    assignmentId: assignment.id,
    judgeId: judge.id,
    programme: { slug: programme.slug, title: programme.title },
    blind,
    code: nomination.blindCode,
    category: { code: nomination.category, title: category?.title ?? "" },
    identity: blind || !figures ? null : identityOf(figures),
    ...figuresOf(open, text, figures),
    answers: answersOf(open, blind),
    files: filesOf(open, blind),
    criteria: rules.criteria,
    typed: shown.typed ?? savedReview(review),
    state: review?.state ?? "none",
    revision: review?.revision ?? 0,
    savedAt: review?.updatedAt ?? null,
    submittedAt: review?.submittedAt ?? null,
    faults: shown.faults ?? [],
    formKey: shown.formKey,
    notice: shown.notice ?? null,
  }
}

/** What differs between what a judge typed and what was saved meanwhile, one sentence a field. */
export function reviewDifferences(text: Text, open: OpenReview, typed: TypedReview): string[] {
  const { page } = text.reviews
  const saved = savedReview(open.review)
  const word = (value: string | undefined) => {
    if (!value) return page.empty
    return value === abstain ? page.abstainOne : page.level(Number(value))
  }
  const lines = open.rules.criteria.flatMap(({ code, title }) => {
    const [mine, theirs] = [typed.scores.get(code), saved.scores.get(code)]
    return (mine ?? "") === (theirs ?? "") ? [] : [page.differs(title, word(mine), word(theirs))]
  })
  const comment = typed.comment.trim() === saved.comment.trim() ? [] : [page.commentDiffers]
  return [page.stale, ...lines, ...comment]
}
