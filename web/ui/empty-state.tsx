import type { PropsWithChildren } from "hono/jsx"

/** Nothing here yet: why, and what to do next (as children: a button or links). */
export function EmptyState({
  title,
  explanation,
  children,
}: PropsWithChildren<{ title: string; explanation: string }>) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p class="empty__text">{explanation}</p>
      {children && <div class="empty__next">{children}</div>}
    </div>
  )
}
