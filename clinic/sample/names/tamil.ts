import { parts, type NameTable } from './name-table.ts'

export const tamil = {
  region: 'tamil',
  script: 'tamil',
  pattern: 'given-father',
  male: parts(`Murugan முருகன், Rajan ராஜன், Balaji பாலாஜி, Karthik கார்த்திக், Karthikeyan கார்த்திகேயன், Senthil செந்தில்,
    Senthilkumar செந்தில்குமார், Saravanan சரவணன், Kumaran குமரன், Anbu அன்பு, Anbarasan அன்பரசன், Arumugam ஆறுமுகம்,
    Subramanian சுப்பிரமணியன், Natarajan நடராஜன், Ramasamy ராமசாமி, Krishnan கிருஷ்ணன், Venkatesan வெங்கடேசன்,
    Palaniappan பழனியப்பன், Chidambaram சிதம்பரம், Elango இளங்கோ, Tamilarasan தமிழரசன், Kathiravan கதிரவன், Selvam செல்வம்,
    Selvaraj செல்வராஜ், Muthu முத்து, Muthukumar முத்துக்குமார், Pandian பாண்டியன், Chezhian செழியன், Ilango இளங்கோ,
    Sivakumar சிவகுமார், Ganesan கணேசன், Mani மணி, Manikandan மணிகண்டன், Dinesh தினேஷ், Prabhu பிரபு, Raghu ரகு,
    Sundaram சுந்தரம், Sundararajan சுந்தரராஜன், Thangavel தங்கவேல், Vel வேல், Velmurugan வேல்முருகன், Vetri வெற்றி,
    Vignesh விக்னேஷ், Arjun அர்ஜுன், Kannan கண்ணன், Maran மாறன், Nedumaran நெடுமாறன், Perumal பெருமாள்`),
  female: parts(`Kavitha கவிதா, Selvi செல்வி, Tamilselvi தமிழ்ச்செல்வி, Meenakshi மீனாட்சி, Lakshmi லட்சுமி, Kamala கமலா,
    Kalaiselvi கலைச்செல்வி, Malarvizhi மலர்விழி, Thenmozhi தேன்மொழி, Kayalvizhi கயல்விழி, Ponni பொன்னி, Valli வள்ளி,
    Deivanai தெய்வானை, Amudha அமுதா, Amutha அமுதா, Anitha அனிதா, Bhuvaneswari புவனேஸ்வரி, Chitra சித்ரா, Devi தேவி, Gomathi கோமதி,
    Indumathi இந்துமதி, Janaki ஜானகி, Jayanthi ஜெயந்தி, Kanimozhi கனிமொழி, Kokila கோகிலா, Mahalakshmi மகாலட்சுமி,
    Mythili மைதிலி, Nandhini நந்தினி, Nithya நித்யா, Padma பத்மா, Parvathi பார்வதி, Poongodi பூங்கொடி, Priya பிரியா,
    Rajeswari ராஜேஸ்வரி, Revathi ரேவதி, Saraswathi சரஸ்வதி, Shanthi சாந்தி, Sivagami சிவகாமி, Sudha சுதா, Suganthi சுகந்தி,
    Sumathi சுமதி, Tamizharasi தமிழரசி, Uma உமா, Vasantha வசந்தா, Vasuki வாசுகி, Vijaya விஜயா, Yazhini யாழினி, Abirami அபிராமி`),
  family: [],
} as const satisfies NameTable
