declare module "opencc-js/dict/TSCharacters" {
  /** Pairs of a traditional and a simplified character, one space between them, `|` between pairs. */
  const characters: string
  export default characters
}
