import { editionKeys } from "../../../worker/domain/scoring/keys.ts"
import { paths } from "../../paths.ts"
import { LinkButton } from "../../ui/button.tsx"
import { DataTable } from "../../ui/data-table.tsx"
import { formatPeriod, formatScore } from "../../ui/format.ts"
import { Notice } from "../../ui/notice.tsx"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { BandOf } from "../public/bands.tsx"
import { EstateIndicators } from "../public/estate-indicators.tsx"
import { PreliminaryNotes, RankOf } from "./preliminary-page.tsx"
import type { PreliminaryTold } from "./preliminary-view.ts"

/** What authorities replaced, with the reason; of counts of persons neither value nor reason. */
function Adjusted({ told }: { told: PreliminaryTold }) {
  const text = useText()
  const words = text.preliminary
  const { adjusted, edition } = told
  const specs = editionKeys(edition)
  const open = adjusted.filter(({ key }) => specs.get(key)?.sensitive !== true)
  if (open.length === 0) return null
  return (
    <section class="stack">
      <h2>{words.adjusted}</h2>
      <DataTable
        caption={words.adjusted}
        captionHidden
        cards
        rows={open}
        columns={[
          {
            key: "key",
            title: text.corrections.requests.key,
            cell: ({ key }) => specs.get(key)?.title[text.language] ?? key,
          },
          { key: "value", title: words.checked, number: true, cell: (row) => row.checkedValue ?? "—" },
          { key: "level", title: words.by, cell: (row) => text.site.providers[row.level] },
          {
            key: "reason",
            title: words.reason,
            cell: (row) =>
              [row.reasonClass && text.adjustments.reasonClasses[row.reasonClass], row.reason]
                .filter(Boolean)
                .join(text.site.colon) || "—",
          },
        ]}
      />
    </section>
  )
}

/** `/preliminary/:quarter?estate=…`: one estate of the own in the latest preliminary release. `files`: of a company. */
export function PreliminaryEstatePage(props: {
  actor: SignedIn
  told: PreliminaryTold
  files: { asks: boolean } | null
}) {
  const text = useText()
  const words = text.preliminary
  const { actor, told, files } = props
  const { quarter, release, cards, edition } = told
  const [card] = cards
  if (!card) return null
  const title = words.title(formatPeriod(text, quarter), release.number)
  return (
    <Page title={`${card.name} · ${title}`} current="desk" actor={actor}>
      <PageHead
        steps={[
          { label: text.site.nav.desk, href: paths.desk() },
          { label: title, href: paths.preliminary(quarter) },
          { label: card.name },
        ]}
        title={card.name}
        lead={[title, text.site.disclaimer].join(" · ")}
      />
      <div class="stack">
        <PreliminaryNotes told={told} />
        {card.outcome === "scored" && card.final !== null ? (
          <p class="estate-answer">
            <strong>{words.pointsOf(formatScore(card.final, 1))}</strong>{" "}
            <BandOf edition={edition} code={card.band} large /> <RankOf card={card} told={told} />
          </p>
        ) : (
          <Notice kind="warning" title={text.publicPages.estate.outcomeTitle[card.outcome]}>
            <p>{text.publicPages.estate.outcomeHelp[card.outcome]}</p>
          </Notice>
        )}
        <div class="button-row">
          {files?.asks && card.outcome === "scored" && (
            <LinkButton href={paths.askCorrection(card.slug, quarter)} look="primary">
              {text.corrections.requests.ask}
            </LinkButton>
          )}
          <LinkButton
            href={files ? paths.scoreTold(card.slug, quarter) : paths.verifySubmission(card.slug, quarter)}
          >
            {files ? words.how : words.verification}
          </LinkButton>
        </div>
        <Adjusted told={told} />
        <EstateIndicators view={{ card, edition }} />
      </div>
    </Page>
  )
}
