/*
 * A letter and its accent as one character, since a glyph of the two together is drawn better than
 * one over the other: canonical composition (Unicode Standard Annex 15) of the letters of Europe.
 */
#include "../pdf.h"
#include "text.h"

#include <string.h>

/* The n-th letter of `from` with the mark is the n-th of `to`. */
static const struct {
	uint32_t mark;
	const char *from, *to;
} accents[] = {
	{0x0300, /* grave accent */
		"AEINOUWYaeinouwyÂÊÔÜâêôüĂăĒēŌōƠơƯưЕИеи", "ÀÈÌǸÒÙẀỲàèìǹòùẁỳẦỀỒǛầềồǜẰằḔḕṐṑỜờỪừЀЍѐѝ"},
	{0x0301, /* acute accent */
		"ACEGIKLMNOPRSUWYZacegiklmnoprsuwyz¨ÂÅÆÇÊÏÔÕØ"
		"ÜâåæçêïôõøüĂăĒēŌōŨũƠơƯưΑΕΗΙΟΥΩαεηιουωϊϋГКгк",
		"ÁĆÉǴÍḰĹḾŃÓṔŔŚÚẂÝŹáćéǵíḱĺḿńóṕŕśúẃýź΅ẤǺǼḈẾḮỐṌǾ"
		"ǗấǻǽḉếḯốṍǿǘẮắḖḗṒṓṸṹỚớỨứΆΈΉΊΌΎΏάέήίόύώΐΰЃЌѓќ"},
	{0x0302, /* circumflex accent */
		"ACEGHIJOSUWYZaceghijosuwyzẠạẸẹỌọ", "ÂĈÊĜĤÎĴÔŜÛŴŶẐâĉêĝĥîĵôŝûŵŷẑẬậỆệỘộ"},
	{0x0303, /* tilde */
		"AEINOUVYaeinouvyÂÊÔâêôĂăƠơƯư", "ÃẼĨÑÕŨṼỸãẽĩñõũṽỹẪỄỖẫễỗẴẵỠỡỮữ"},
	{0x0304, /* macron */
		"AEGIOUYaegiouyÄÆÕÖÜäæõöüǪǫȦȧȮȯИУиуḶḷṚṛ", "ĀĒḠĪŌŪȲāēḡīōūȳǞǢȬȪǕǟǣȭȫǖǬǭǠǡȰȱӢӮӣӯḸḹṜṝ"},
	{0x0306, /* breve */
		"AEGIOUaegiouȨȩАЕЖИУаежиуẠạ", "ĂĔĞĬŎŬăĕğĭŏŭḜḝӐӖӁЙЎӑӗӂйўẶặ"},
	{0x0307, /* dot above */
		"ABCDEFGHIMNOPRSTWXYZabcdefghmnoprstwxyzŚśŠšſ"
		"Ṣṣ",
		"ȦḂĊḊĖḞĠḢİṀṄȮṖṘṠṪẆẊẎŻȧḃċḋėḟġḣṁṅȯṗṙṡṫẇẋẏżṤṥṦṧẛ"
		"Ṩṩ"},
	{0x0308, /* diaeresis */
		"AEHIOUWXYaehiotuwxyÕõŪūΙΥιυІАЕЖЗИОУЧЫЭаежзио"
		"учыэіӘәӨө",
		"ÄËḦÏÖÜẄẌŸäëḧïöẗüẅẍÿṎṏṺṻΪΫϊϋЇӒЁӜӞӤӦӰӴӸӬӓёӝӟӥӧ"
		"ӱӵӹӭїӚӛӪӫ"},
	{0x0309, /* hook above */
		"AEIOUYaeiouyÂÊÔâêôĂăƠơƯư", "ẢẺỈỎỦỶảẻỉỏủỷẨỂỔẩểổẲẳỞởỬử"},
	{0x030A, /* ring above */
		"AUauwy", "ÅŮåůẘẙ"},
	{0x030B, /* double acute accent */
		"OUouУу", "ŐŰőűӲӳ"},
	{0x030C, /* caron */
		"ACDEGHIKLNORSTUZacdeghijklnorstuzÜüƷʒ", "ǍČĎĚǦȞǏǨĽŇǑŘŠŤǓŽǎčďěǧȟǐǰǩľňǒřšťǔžǙǚǮǯ"},
	{0x030F, /* double grave accent */
		"AEIORUaeioruѴѵ", "ȀȄȈȌȐȔȁȅȉȍȑȕѶѷ"},
	{0x0311, /* inverted breve */
		"AEIORUaeioru", "ȂȆȊȎȒȖȃȇȋȏȓȗ"},
	{0x031B, /* horn */
		"OUou", "ƠƯơư"},
	{0x0323, /* dot below */
		"ABDEHIKLMNORSTUVWYZabdehiklmnorstuvwyzƠơƯư", "ẠḄḌẸḤỊḲḶṂṆỌṚṢṬỤṾẈỴẒạḅḍẹḥịḳḷṃṇọṛṣṭụṿẉỵẓỢợỰự"},
	{0x0324, /* diaeresis below */
		"Uu", "Ṳṳ"},
	{0x0325, /* ring below */
		"Aa", "Ḁḁ"},
	{0x0326, /* comma below */
		"STst", "ȘȚșț"},
	{0x0327, /* cedilla */
		"CDEGHKLNRSTcdeghklnrst", "ÇḐȨĢḨĶĻŅŖŞŢçḑȩģḩķļņŗşţ"},
	{0x0328, /* ogonek */
		"AEIOUaeiou", "ĄĘĮǪŲąęįǫų"},
	{0x032D, /* circumflex accent below */
		"DELNTUdelntu", "ḒḘḼṊṰṶḓḙḽṋṱṷ"},
	{0x032E, /* breve below */
		"Hh", "Ḫḫ"},
	{0x0330, /* tilde below */
		"EIUeiu", "ḚḬṴḛḭṵ"},
	{0x0331, /* macron below */
		"BDKLNRTZbdhklnrtz", "ḆḎḴḺṈṞṮẔḇḏẖḵḻṉṟṯẕ"},
};

static int32_t
nth(const char *letters, size_t n)
{
	const char *end = letters + strlen(letters);
	int32_t code = -1;

	for (size_t i = 0; i <= n; i++)
		code = utf8_next(&letters, end);
	return code;
}

static int32_t
with_accent(const char *from, const char *to, int32_t letter)
{
	const char *at = from, *end = from + strlen(from);

	for (size_t n = 0; at < end; n++)
		if (utf8_next(&at, end) == letter)
			return nth(to, n);
	return -1;
}

int32_t
composed(int32_t letter, int32_t mark)
{
	for (size_t i = 0; i < sizeof(accents) / sizeof(accents[0]); i++)
		if ((int32_t)accents[i].mark == mark)
			return with_accent(accents[i].from, accents[i].to, letter);
	return -1;
}
