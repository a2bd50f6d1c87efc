import { createContext, useContext } from "hono/jsx"
import type { Text } from "../text/text.ts"

const TextContext = createContext<Text | null>(null)

/** Says which words everything inside it is written in: set once, where a page, a letter or a certificate is answered. */
export const TextProvider = TextContext.Provider

/**
 * The words of what is being rendered: in a component, or in a function that one calls while it renders. Throws outside
 * of a `TextProvider`, so that nobody gets words in a language that was not asked for.
 */
export function useText(): Text {
  const text = useContext(TextContext)
  if (text === null) throw new Error("no TextProvider around what is rendered")
  return text
}
