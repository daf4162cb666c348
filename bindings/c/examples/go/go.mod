module storymap

go 1.19
