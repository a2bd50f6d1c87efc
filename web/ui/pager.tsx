import { LinkButton } from "./button.tsx"
import { useText } from "./use-text.ts"

/** Previous and next page; nothing when there is one page. `href` builds the address of a page, counted from 1. */
export function Pager(props: { page: number; pages: number; href: (page: number) => string }) {
  const text = useText()
  const { page, pages, href } = props
  if (pages <= 1) return null
  return (
    <nav class="pager" aria-label={text.site.pages}>
      {page > 1 ? <LinkButton href={href(page - 1)}>{text.site.previousPage}</LinkButton> : <span />}
      <span class="pager__place">{text.site.pageOf(page, pages)}</span>
      {page < pages ? <LinkButton href={href(page + 1)}>{text.site.nextPage}</LinkButton> : <span />}
    </nav>
  )
}
