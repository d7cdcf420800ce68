// Words that people build passwords from first, in lower case and without decoration. A password that is one of these,
// or two of them, with figures and signs around it is refused.
const words = `
abc abcd abcdef abcdefg abcdefgh abcdefghijkl abcdefghijklmnopqrstuvwxyz access account admin administrator alexander
alongside amanda america andrew angel animal anthony apple april arsenal ashley asdf asdfgh asdfghjkl assembly august
autumn baby babygirl backup badger bailey banana barcelona baseball basketball batman beautiful birmingham biscuit blink
blue blueberry boxall brandon bristol brown buster butterfly cambridge changeme changeit charlie cheese chelsea chicken
children chocolate christmas class classroom claire coffee computer cookie cricket daniel dance david december default
demo desktop diamond dinosaur dolphin donald dragon easter eastenders elephant elizabeth emily england english everton
family february flower football forever freedom friday friend friends garden george ginger giraffe google grace grass
green guest guitar hannah happy harry harrypotter headteacher hello helloworld holiday hotdog house hunter iloveyou
intervention internet isabella jackson january jasmine jennifer jessica jesus jordan joseph joshua july june justin
killer king kingdom kitten learning leeds leicester lemon letme letmein lewis liberty lincoln liverpool login london
lovely lovelove loveyou lucky maggie magic manchester march marmite martin master matthew maths merlin michael michelle
mickey midnight minecraft monday monkey morning mother mountain mummy mustang myname mypassword naruto newcastle nicole
november numbers nursery nurture october office oliver orange oxford panther park pass passphrase passw passwd password
passwords peanut pepper pepsi phonics picture pirate playground please pokemon poppy potato primary princess private
public pumpkin pupil purple qazwsx qazwsxedc queen qwer qwert qwerty qwertyu qwertyui qwertyuiop qwertyuiopasdfghjkl
rachel rainbow ranger readings reading rebecca red register robert rugby samantha samsung saturday school schools
scotland secret security senco sencos september session seven shadow sheffield silver simon smith snoopy snowball soccer
sophie spider spiderman spring staff starwars student summer sunday sunderland sunflower sunshine superman support
system tablet taylor teacher teachers teaching temp temporary tennis test tester testing thanks theschool thomas
thursday tiger tigger timetable tinkerbell tottenham trustno trustnoone tuesday unicorn united user username valentine
victoria villa wales watermelon wednesday weekend welcome welcometo wellcome westham whatever william windows winter
wolves wonder year yellow york zxcv zxcvbn zxcvbnm
`;

export const commonWords: ReadonlySet<string> = new Set(words.trim().split(/\s+/));
