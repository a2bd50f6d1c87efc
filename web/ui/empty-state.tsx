import type { PropsWithChildren } from "hono/jsx"

export type EmptyStateProps = PropsWithChildren<{
  title: string
  explanation: string
  /** 1 where it is all that the page says. */
  level?: 1 | 2
}>

/** Nothing here yet: why, and what to do next (as children: a button or links). */
export function EmptyState({ title, explanation, level = 2, children }: EmptyStateProps) {
  const Title = level === 1 ? "h1" : "h2"
  return (
    <div class="empty">
      <Title class="empty__title">{title}</Title>
      <p class="empty__text">{explanation}</p>
      {children && <div class="empty__next">{children}</div>}
    </div>
  )
}
