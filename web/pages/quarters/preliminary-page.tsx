import { PRELIMINARY_PAGE } from "../../../worker/domain/release/preliminary.ts"
import type { Scorecard } from "../../../worker/domain/release/snapshot.ts"
import { paths } from "../../paths.ts"
import { DataTable } from "../../ui/data-table.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { formatDay, formatPeriod, formatScore, formatTime } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { Pager } from "../../ui/pager.tsx"
import { useText } from "../../ui/use-text.ts"
import { BandOf, bandsOf } from "../public/bands.tsx"
import { rangeWords } from "../public/rank-range.tsx"
import type { PreliminaryTold } from "./preliminary-view.ts"

/** What every reader is told first: that it is preliminary, until when it is checked, and that ranks may move. */
export function PreliminaryNotes({ told }: { told: PreliminaryTold }) {
  const text = useText()
  const words = text.preliminary
  const { release, earlier, takesRequests, final, quarter } = told
  const day = release.windowDay && formatDay(text, release.windowDay)
  if (final)
    return (
      <Notice>
        {words.past} <a href={paths.ranking({ quarter })}>{text.quarters.release.see}</a>
      </Notice>
    )
  return (
    <Notice kind="warning" title={words.notFinal}>
      <p>{words.mayMove}</p>
      {earlier.length > 0 && <p>{words.moved(earlier.length)}</p>}
      <p>{day === null ? words.noWindow : takesRequests ? words.until(day) : words.over(day)}</p>
    </Notice>
  )
}

/** All estates of the city by band, without names. */
function Distribution({ told }: { told: PreliminaryTold }) {
  const text = useText()
  const words = text.preliminary
  const { bands, edition, all, scored } = told
  const rows = [
    ...bandsOf(edition, text).map(({ code }) => code),
    ...(bands?.some(({ band }) => band === null) ? [null] : []),
  ].map((band) => ({ band, n: bands?.find((one) => one.band === band)?.n ?? 0 }))
  return (
    <section class="stack">
      <h2>{words.distribution}</h2>
      <p class="hint">{words.counts(scored, all)}</p>
      {bands === null ? (
        <p>{words.tooFew}</p>
      ) : (
        <DataTable
          caption={words.distribution}
          captionHidden
          cards
          rows={rows}
          columns={[
            { key: "band", title: words.band, cell: (row) => <BandOf edition={edition} code={row.band} /> },
            { key: "n", title: words.estates, number: true, cell: (row) => row.n },
          ]}
        />
      )}
    </section>
  )
}

/** 第 3 名（权重浮动 ±25% 时第 1–6 名）: a rank never without its range. */
export function RankOf({ card, told }: { card: Scorecard; told: PreliminaryTold }) {
  const text = useText()
  if (card.outcome !== "scored") return <>—</>
  if (card.rank === null) return <>{text.site.noRank(told.edition.rank.min_group)}</>
  const range = card.range ? rangeWords(text, told.edition, card.range) : ""
  return (
    <>
      {text.preliminary.rankOf(card.rank, told.scored)}
      {range && <span class="sub-line">{range}</span>}
    </>
  )
}

/** `/preliminary/:quarter`: the own estates in the latest preliminary release, and how all others are distributed. */
export function PreliminaryPage({ actor, told }: { actor: SignedIn; told: PreliminaryTold }) {
  const text = useText()
  const words = text.preliminary
  const { quarter, release, cards, page, total, edition } = told
  const title = words.title(formatPeriod(text, quarter), release.number)
  return (
    <Page title={title} current="desk" actor={actor}>
      <PageHead
        steps={[{ label: text.site.nav.desk, href: paths.desk() }, { label: title }]}
        title={title}
        lead={[text.site.disclaimer, words.made(formatTime(release.finishedAt ?? ""))].join(" ")}
      />
      <div class="stack">
        <PreliminaryNotes told={told} />
        <section class="stack">
          <h2>{words.own(total)}</h2>
          {total === 0 ? (
            <EmptyState title={words.none} explanation={words.noneText} />
          ) : (
            <DataTable
              caption={words.own(total)}
              captionHidden
              cards
              rows={cards}
              columns={[
                {
                  key: "estate",
                  title: words.estate,
                  cell: (card) => <a href={paths.preliminaryEstate(quarter, card.slug)}>{card.name}</a>,
                },
                {
                  key: "points",
                  title: words.points,
                  number: true,
                  cell: (card) => (card.final === null ? "—" : formatScore(card.final, 1)),
                },
                {
                  key: "band",
                  title: words.band,
                  cell: (card) =>
                    card.outcome === "scored" ? (
                      <BandOf edition={edition} code={card.band} />
                    ) : (
                      text.publicPages.estate.outcomeTitle[card.outcome]
                    ),
                },
                { key: "rank", title: words.rank, cell: (card) => <RankOf card={card} told={told} /> },
              ]}
            />
          )}
          <Pager
            page={page}
            pages={Math.ceil(total / PRELIMINARY_PAGE)}
            href={(next) => paths.preliminary(quarter, { page: next })}
          />
        </section>
        <Distribution told={told} />
        <p>
          {text.quarters.release.hash} <code class="hash">{release.manifestHash}</code>
        </p>
      </div>
    </Page>
  )
}

/** The same where nothing stands yet. */
export function NoPreliminaryPage({ actor, quarter }: { actor: SignedIn; quarter: string }) {
  const text = useText()
  const title = text.quarters.preliminary.title
  return (
    <Page title={title} current="desk" actor={actor}>
      <PageHead
        steps={[{ label: text.site.nav.desk, href: paths.desk() }, { label: title }]}
        title={title}
        lead={formatPeriod(text, quarter)}
      />
      <EmptyState title={text.preliminary.notYet} explanation={text.preliminary.notYetText} />
    </Page>
  )
}
