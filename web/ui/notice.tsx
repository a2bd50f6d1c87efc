import type { PropsWithChildren } from "hono/jsx"

export type NoticeKind = "info" | "success" | "warning" | "error"

const signs: Record<NoticeKind, string> = {
  info: "M8 0a8 8 0 100 16A8 8 0 008 0zM7.200 3.500h1.600v1.700H7.200zm0 3h1.600v6H7.200z",
  success:
    "M8 0a8 8 0 100 16A8 8 0 008 0zM6.800 11.700L3.300 8.200l1.200-1.200 2.300 2.300 4.700-4.700 1.200 1.200z",
  warning: "M8 1l7.500 13.500H.5zM7.200 6v4h1.600V6zm0 5.200v1.600h1.600v-1.600z",
  error: "M5 0h6l5 5v6l-5 5H5l-5-5V5zm2.200 3.500v6h1.600v-6zm0 7.300v1.700h1.600v-1.700z",
}

export type NoticeProps = PropsWithChildren<{
  kind?: NoticeKind
  title?: string
  id?: string
  live?: boolean
  /** The page opens at it: on a long page it would stand where nobody looks. */
  arrive?: boolean
  /** Stands between parts of a page that have no space of their own. */
  spaced?: boolean
}>

/** A message in place: what happened and what comes next. `live` announces it (after an action). */
export function Notice({ kind = "info", title, id, live, arrive, spaced, children }: NoticeProps) {
  const role = live ? (kind === "error" ? "alert" : "status") : undefined
  return (
    <div
      class={`notice notice--${kind}${spaced ? " notice--spaced" : ""}`}
      id={id}
      role={role}
      tabindex={arrive ? -1 : undefined}
      autofocus={arrive}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path fill-rule="evenodd" d={signs[kind]} />
      </svg>
      <div class="notice__body">
        {title && <p class="notice__title">{title}</p>}
        {children}
      </div>
    </div>
  )
}
