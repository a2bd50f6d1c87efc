import { formatShare } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { useText } from "../../ui/use-text.ts"
import type { EstateProps } from "./estate-view.ts"

/** 数据不足: how little was answered, beside the score that it gave. */
export function FewAnswers({ view }: EstateProps) {
  const words = useText().publicPages.estate
  const few = view.card.fewAnswers
  if (!few) return null
  return (
    <Notice kind="warning" title={words.fewAnswers}>
      <p>{words.fewAnswersText(few.answered, few.asked)}</p>
    </Notice>
  )
}

/** How much of what its company filed was accepted unchanged, or that this release does not say. */
export function ConfirmedShare({ view }: EstateProps) {
  const words = useText().publicPages.estate
  const { card, release } = view
  if (card.outcome !== "scored" || card.company === null) return null
  const { confirmed } = card
  return (
    <p class="muted">
      {confirmed && confirmed.of > 0
        ? (release.kind === "year" ? words.confirmedInYear : words.confirmed)(
            card.company,
            `${confirmed.values} / ${confirmed.of}`,
            formatShare(confirmed.values / confirmed.of, 1),
            confirmed.estates,
          )
        : words.confirmedUnknown}
    </p>
  )
}

/** The points of a release without `disclosure` that nobody can compute again, since a count behind them is not public. */
export function NotRecomputed({ view }: EstateProps) {
  const text = useText()
  const words = text.publicPages.estate
  const hidden = view.card.indicators.filter(
    ({ state, withheld }) => state === "suppressed" && withheld === undefined,
  )
  if (hidden.length === 0) return null
  const titles = hidden.map(
    ({ code }) =>
      view.edition.indicators.find((indicator) => indicator.code === code)?.title[text.language] ?? code,
  )
  return (
    <Notice title={words.notRecomputed}>
      <p>{words.notRecomputedText(titles.join(text.site.listComma))}</p>
    </Notice>
  )
}
