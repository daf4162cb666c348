// server/base/password_words_text.cpp - words that passwords are made of again and again.
#include "server/base/password_words.hpp"

namespace storymap::server {
namespace {

// Sorted by bytes.
constexpr std::string_view words[] = {
    // clang-format off
    "abcd", "access", "account", "admin", "administrator", "africa", "agile", "aleksandr", "aleksey", "alex",
    "alexander", "alexandra", "alexey", "alexis", "always", "amanda", "america", "american", "andrea", "andrei",
    "andrew", "andrey", "android", "angel", "angela", "angels", "anna", "anthony", "anton", "anything", "apple",
    "apples", "arsenal", "artem", "asdf", "asdfasdf", "ashley", "august", "austin", "australia", "autumn", "avengers",
    "azerty", "babe", "baby", "babyboy", "babygirl", "backlog", "bailey", "banana", "barbara", "barbie", "barcelona",
    "baseball", "basketball", "batman", "bear", "bears", "beatles", "beautiful", "beauty", "bible", "bigdaddy",
    "biteme", "black", "blessed", "blessing", "blink", "blue", "boss", "boston", "boys", "brandon", "brazil", "brian",
    "brother", "buddy", "bunny", "business", "buster", "butter", "butterfly", "california", "camaro", "canada",
    "candy", "carlos", "champion", "change", "changeme", "charles", "charlie", "cheese", "chelsea", "cherry",
    "chester", "chevrolet", "chevy", "cheyenne", "chicago", "chicken", "china", "chocolate", "christ", "christian",
    "christopher", "church", "cinnamon", "cjkywt", "cobra", "cocacola", "coffee", "college", "company", "compaq",
    "computer", "cookie", "corvette", "counter", "counterstrike", "cowboys", "crazy", "cricket", "crystal", "cutie",
    "daddy", "daisy", "dallas", "daniel", "dasha", "database", "david", "december", "default", "demo", "denis",
    "destiny", "diablo", "diamond", "dima", "dinamo", "disney", "dmitriy", "dmitry", "doctor", "dollar", "dolphin",
    "dragon", "dream", "dreamer", "dreams", "ducati", "eagle", "eagles", "ekaterina", "elena", "elizabeth", "elvis",
    "eminem", "energy", "engineer", "england", "everything", "explorer", "facebook", "faith", "falcon", "family",
    "fantasy", "father", "february", "ferrari", "fire", "florida", "flower", "flowers", "football", "forever",
    "fortnite", "france", "freedom", "friday", "friend", "friends", "funny", "fylhtq", "gabriel", "game", "gamer",
    "games", "gandalf", "garfield", "genesis", "george", "germany", "gfhjkm", "ghbdtn", "ginger", "girl", "girls",
    "gmail", "godisgood", "gold", "golden", "golf", "golfer", "goodluck", "google", "grace", "green", "guest",
    "guitar", "handsome", "hannah", "happiness", "happy", "hardcore", "harley", "hawaii", "hawk", "heather", "heaven",
    "hello", "hidden", "hjccbz", "hockey", "honda", "honey", "hope", "horse", "hotmail", "hottie", "hunter", "igor",
    "iloveu", "iloveyou", "india", "internet", "irina", "ironman", "isabella", "ivan", "jackson", "james", "january",
    "japan", "jasmine", "jason", "jennifer", "jessica", "jesus", "jesuschrist", "jira", "john", "johnny", "jordan",
    "joseph", "joshua", "justin", "juventus", "katya", "kawasaki", "kevin", "killer", "king", "kirill", "kitten",
    "kitty", "kittycat", "knight", "koshka", "kotenok", "krasotka", "ksenia", "lakers", "lapochka", "laura", "lbvf",
    "legend", "lemon", "letme", "letmein", "liberty", "lightning", "linux", "lion", "liverpool", "ljubov", "login",
    "logon", "london", "love", "lovely", "loveme", "lover", "lovers", "loveyou", "lubov", "lucky", "lyubov",
    "madison", "maggie", "magic", "maksim", "manager", "manchester", "maria", "marina", "marine", "marines", "mario",
    "marlboro", "marvel", "masha", "master", "matrix", "matthew", "maverick", "maxim", "melissa", "mercedes",
    "merlin", "metallica", "mexico", "michael", "michelle", "mickey", "microsoft", "midnight", "minecraft", "minnie",
    "misha", "molly", "mommy", "monday", "money", "monkey", "moon", "moonlight", "morgan", "moscow", "moskva",
    "mother", "music", "mustang", "mylove", "mysql", "mystery", "naruto", "nastya", "natalie", "natasha", "network",
    "newcastle", "newyork", "nicole", "nikita", "ninja", "nintendo", "nirvana", "nissan", "nobody", "nokia",
    "nothing", "november", "numberone", "nurse", "ocean", "october", "office", "oleg", "olga", "oliver", "olivia",
    "oracle", "orange", "orchid", "oscar", "packers", "panther", "paris", "parol", "party", "pass", "passcode",
    "passphrase", "password", "passwort", "patricia", "patrick", "patriots", "pavel", "peach", "peaches", "people",
    "pepper", "pepsi", "person", "peter", "pfqrf", "phoenix", "piano", "pikachu", "pink", "pirate", "platinum",
    "playboy", "player", "playstation", "please", "pokemon", "police", "porsche", "power", "pretty", "prince",
    "princess", "private", "privet", "product", "pumpkin", "puppy", "purple", "queen", "qwer", "qwerty", "qwertz",
    "rabbit", "raiders", "rainbow", "ranger", "rangers", "realmadrid", "redsox", "rich", "richard", "river", "rjirf",
    "rjntyjr", "robert", "roblox", "rock", "rocky", "roman", "root", "rose", "rossiya", "rugby", "russia", "samantha",
    "sample", "samsung", "samurai", "sarah", "sasha", "school", "scooby", "scooter", "scorpion", "scrum", "secret",
    "secure", "security", "september", "sergei", "sergey", "server", "sexy", "shadow", "shark", "signin", "silver",
    "sister", "slipknot", "smile", "smiley", "smokey", "snickers", "snoopy", "snow", "snowball", "sobaka", "soccer",
    "softball", "soldier", "solnce", "solnyshko", "something", "sophie", "spartak", "spider", "spiderman",
    "spongebob", "spring", "sprint", "star", "starcraft", "starlight", "stars", "startrek", "starwars", "steelers",
    "stephanie", "steven", "storm", "storymap", "storymaps", "student", "subaru", "success", "sugar", "summer",
    "sunday", "sunny", "sunshine", "superman", "suzuki", "svetlana", "sweet", "sweetheart", "sweetie", "sweety",
    "system", "tatyana", "taylor", "teacher", "temp", "temporary", "tennis", "test", "tester", "testing", "texas",
    "thankyou", "thomas", "thunder", "tiger", "tinkerbell", "together", "toyota", "trello", "trinity", "trustno",
    "trustnoone", "tupac", "turtle", "twitter", "tyler", "ubuntu", "ujhjl", "united", "university", "user",
    "username", "valentina", "vfhbyf", "vfrcbv", "victor", "victoria", "viking", "vincent", "vjcrdf", "vladimir",
    "volleyball", "warcraft", "warrior", "water", "welcome", "whatever", "white", "william", "windows", "winner",
    "winter", "wizard", "wolf", "wolves", "wonder", "work", "world", "xbox", "yahoo", "yamaha", "yankees", "yellow",
    "yfnfif", "youtube", "zaika", "zelda", "zenit", "zvezda", "zxcv", "админ", "администратор", "александр",
    "алексей", "ангел", "андрей", "антон", "артем", "артём", "весна", "владимир", "волк", "вход", "даша", "денис",
    "дима", "динамо", "дмитрий", "доступ", "дракон", "друг", "друзья", "екатерина", "елена", "жизнь", "зайка",
    "звезда", "зенит", "зима", "иван", "игорь", "интернет", "ирина", "катя", "кирилл", "компьютер", "королева",
    "котенок", "котёнок", "кошка", "красотка", "ксения", "лапочка", "лето", "любимая", "любимый", "люблю", "любовь",
    "максим", "малыш", "малышка", "мама", "марина", "маша", "медведь", "миша", "москва", "моялюбовь", "настя",
    "наташа", "никита", "олег", "ольга", "осень", "павел", "папа", "пароль", "привет", "принцесса", "проверка",
    "роман", "россия", "саша", "светлана", "секрет", "семья", "сергей", "собака", "солнце", "солнышко", "спартак",
    "счастье", "татьяна", "тест", "тигр", "цветок", "ятебялюблю",
    // clang-format on
};

// Rows and columns, and what two fingers make of two rows.
constexpr std::u32string_view lines[] = {
    U"1234567890-=",
    U"qwertyuiop[]",
    U"asdfghjkl;'",
    U"zxcvbnm,./",
    U"qwertzuiop",
    U"azertyuiop",
    U"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    U"zaq12wsxcde34rfvbgt56yhnmju78ik,",
    U"qazwsxedcrfvtgbyhnujmikolp",
    U"1q2w3e4r5t6y7u8i9o0p",
    U"q1w2e3r4t5y6u7i8o9p0",
    U"qweasdzxc",
    U"qawsedrftgyhujikolp",
    U"147258369",
    U"159357",
    U"!@#$%^&*()_+",
    U"йцукенгшщзхъ",
    U"фывапролджэ",
    U"ячсмитьбю.",
    U"1й2ц3у4к5е6н7г8ш9щ0з",
    U"йфяцычувскамепинртгоь",
};

}  // namespace

std::span<std::string_view const> common_password_words() noexcept { return words; }

std::span<std::u32string_view const> keyboard_lines() noexcept { return lines; }

}  // namespace storymap::server
