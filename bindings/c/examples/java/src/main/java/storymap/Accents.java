package storymap;

/** What becomes of accents. */
public enum Accents {
  /** They stay. */
  KEEP,
  /** Letters become those of ASCII. */
  ASCII,
  /** Letters become those without accents. */
  UNICODE
}
