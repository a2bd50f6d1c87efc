import type { PropsWithChildren } from "hono/jsx"

export type ButtonLook = "plain" | "primary" | "danger" | "quiet"

const className = (look: ButtonLook) => (look === "plain" ? "button" : `button button--${look}`)

export type ButtonProps = PropsWithChildren<{
  look?: ButtonLook
  type?: "submit" | "button"
  name?: string
  value?: string
  disabled?: boolean
  id?: string
  /** Sends the form elsewhere than its own action. */
  formaction?: string
  /** For keyboard shortcuts and islands. */
  dataAction?: string
}>

/** A button of at least 44 px; at most one `primary` a page. */
export function Button({ look = "plain", type = "submit", dataAction, children, ...rest }: ButtonProps) {
  return (
    <button class={className(look)} type={type} data-action={dataAction} {...rest}>
      {children}
    </button>
  )
}

/** A link that looks like a button: goes somewhere, changes nothing. */
export function LinkButton({
  href,
  look = "plain",
  newWindow,
  children,
}: PropsWithChildren<{ href: string; look?: ButtonLook; newWindow?: boolean }>) {
  return (
    <a class={className(look)} href={href} target={newWindow ? "_blank" : undefined}>
      {children}
    </a>
  )
}
