import { useText } from "./use-text.ts"

/** Where this page stands; the last step has no link. */
export function Breadcrumb({ steps }: { steps: { label: string; href?: string }[] }) {
  const text = useText()
  return (
    <nav aria-label={text.site.breadcrumb}>
      <ol class="crumbs">
        {steps.map(({ label, href }) => (
          <li>{href ? <a href={href}>{label}</a> : <span>{label}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}
