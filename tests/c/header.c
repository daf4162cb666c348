/* The header stands alone in C99, and so does the program in its first comment. */
#include <storymap.h>
#include <stdio.h>

int main(void) {
  storymap_error error = STORYMAP_ERROR_INIT;
  storymap_map *map = NULL;
  storymap_analysis *analysis = NULL;
  const char path[] = STORYMAP_SOURCE_DIR "/examples/shop-en.json";
  if (storymap_map_load(path, sizeof path - 1, NULL, &map, &error) == STORYMAP_OK &&
      storymap_analyze((const storymap_map *const *)&map, 1, NULL, NULL, &analysis, &error) == STORYMAP_OK) {
    printf("%d of 100\n", (int)storymap_analysis_score(analysis));
  } else {
    fprintf(stderr, "%s: %s\n", error.path, error.message);
  }
  storymap_analysis_free(analysis);
  storymap_map_free(map);
  return error.code == STORYMAP_OK ? 0 : 1;
}
