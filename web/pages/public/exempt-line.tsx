import { exemptIn, type PublishedRelease } from "../../../worker/domain/release/snapshot.ts"
import { nameLang } from "../../text/text.ts"
import { useText } from "../../ui/use-text.ts"

/** Most exempted estates that are named. */
const NAMED = 40

/** 免报: which estates took no part in a released quarter; nothing where all did. */
export function ExemptLine({ release }: { release: PublishedRelease }) {
  const text = useText()
  const words = text.exemptions.public
  const estates = exemptIn(release.manifest)
  if (estates.length === 0) return null
  return (
    <p class="ranking__foot">
      {words.listed(estates.length)}
      {text.site.colon}
      <span lang={nameLang(text)}>
        {estates
          .slice(0, NAMED)
          .map(({ name }) => name)
          .join(text.site.listComma)}
      </span>
      {estates.length > NAMED && words.more(estates.length)}
    </p>
  )
}
