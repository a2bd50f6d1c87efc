import { paths } from "../../paths.ts"
import { formatPeriod, formatScore } from "../../ui/format.ts"
import { Page, type SignedIn } from "../../ui/page.tsx"
import { PageHead } from "../../ui/page-head.tsx"
import { useText } from "../../ui/use-text.ts"
import { BandOf } from "../public/bands.tsx"
import { rangeWords } from "../public/rank-range.tsx"
import { ImproveSection } from "./improve-section.tsx"
import { LostSection, PartsSection } from "./parts-section.tsx"
import { PeersSection } from "./peers-section.tsx"
import { isScored, type ScoreTold } from "./score-view.ts"

/** The answer first: points, band, and where the quarter is released, rank with its range. */
function Answer({ told }: { told: ScoreTold }) {
  const text = useText()
  const { final, rank: rankWords } = text.scoreTold
  const { edition, waterfall, band, rank } = told
  return (
    <>
      <p class="score-told__final">
        {final(formatScore(waterfall.final, 2))} <BandOf edition={edition} code={band} large />
      </p>
      {rank && (
        <p>
          {rankWords(
            text.site.rank(rank.rank),
            rank.ranked,
            rank.range && rangeWords(text, edition, rank.range),
          )}
        </p>
      )}
    </>
  )
}

/** `/filing/:quarter/:slug/score`: the score, how to raise it, where it was lost, and how it adds up. */
export function ScorePage({ actor, told }: { actor: SignedIn; told: ScoreTold }) {
  const text = useText()
  const words = text.scoreTold
  const { estate, quarter } = told
  const scored = isScored(told)
  return (
    <Page title={words.title} current="desk" actor={actor}>
      <PageHead
        steps={[
          { label: text.site.nav.desk, href: paths.desk() },
          { label: text.filing.title, href: paths.filing({ quarter }) },
          { label: estate.name, href: paths.submission(estate.slug, quarter) },
          { label: words.title },
        ]}
        title={words.title}
        lead={`${estate.name} · ${formatPeriod(text, quarter)}`}
      >
        {scored && <Answer told={told} />}
        <p>
          {words.states[told.state]}{" "}
          {(told.state === "released" || told.state === "unscored") && (
            <a href={paths.estate(estate.slug, { quarter })}>{words.publicPage}</a>
          )}
        </p>
      </PageHead>
      {scored && <ImproveSection told={told} />}
      {scored && <LostSection told={told} />}
      {scored && <PartsSection told={told} />}
      <PeersSection told={told} />
    </Page>
  )
}
