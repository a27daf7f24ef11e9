/* test_zone_hairs.c: lines of which less than a hair decides the sides: what all but touches, what is shorter than
 * the tolerance, what runs back on itself. Each was refused, since the proof found a place on the wrong side. */
#include "support/suite.h"

#include <math.h>

#include "support/chance.h"
#include "support/judge.h"
#include "support/material.h"
#include "zones/base.h"

static struct chance chance;

/* Judges zones with each cap. */
static void judge(const char *parts, double reach_m) {
    struct dmz_line line = material_line(parts);
    struct judge_wish wish = {.reach_m = {0.4 * reach_m, reach_m}};
    judge_line(&line, wish, material_many(3000, 500), &chance);
    wish.cap = DMZ_CAP_FLAT;
    judge_line(&line, wish, material_many(3000, 500), &chance);
    dmz_line_free(&line);
}

/* Makes zones of a line whose sides are told by what is below its truth's precision too: they are made, and whole. */
static void make(const char *parts, double reach_m) {
    struct dmz_line line = material_line(parts);
    struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {0.4 * reach_m, reach_m}});
    assert_int_equal(made.zones.count, 4);
    for (size_t i = 0; i < made.zones.count; i++)
        assert_true(judge_valid(&made.zones.zones[i].area));
    assert_true(judge_disjoint(&made.zones));
    judge_free(&made);
    dmz_line_free(&line);
}

/* Ends lie beside other parts, nearer than the smallest circle on which their borders are looked for. */
static void test_an_end_that_all_but_touches(void **state) {
    (void)state;
    judge(
        "[[52.87802827,62.80789176],[52.88367989,62.81043984]],"
        "[[52.87701582,62.80836195],[52.87904069,62.80742156],[52.8846923,62.8099696]],"
        "[[52.87907084,62.80928856],[52.88109571,62.80834815]],[[52.88112599,62.81021515],[52.88315085,62.8092747]]",
        36.787);
}

/* Both ends are 2 cm apart: what divides the inside from the outside is shorter than that circle. */
static void test_ends_that_all_but_meet(void **state) {
    (void)state;
    judge("[[30,48],[30.1,48],[30.1,48.1],[30,48.1],[30,48.0000002]]", 2000);
    judge("[[30,48.0000002],[30,48.1],[30.1,48.1],[30.1,48],[30,48]]", 2000);
}

/* All of the line lies within such a circle, and crosses itself in it: the same borders leave all its crossings. */
static void test_a_scribble(void **state) {
    (void)state;
    make("[[-108.40609898785988,-0.5919174259024658],[-108.40609899169704,-0.5919174126393045],"
         "[-108.40609900428171,-0.591917399857266],[-108.40609901625612,-0.5919174003201988],"
         "[-108.40609901074276,-0.5919173835400215],[-108.40609899205901,-0.5919173895335916],"
         "[-108.40609899127412,-0.5919173978300023],[-108.40609899374704,-0.591917391017887],"
         "[-108.40609897712602,-0.5919173817810588],[-108.40609898335242,-0.5919173770225825],"
         "[-108.40609898873754,-0.5919173840411531],[-108.40609897269951,-0.5919173901856993],"
         "[-108.4060989813106,-0.5919173852889799],[-108.40609899077208,-0.5919173828979183],"
         "[-108.406098995908,-0.5919173775673698],[-108.40609899827359,-0.5919173676511491],"
         "[-108.40609899775973,-0.5919173642541864],[-108.40609899176889,-0.5919173647089337],"
         "[-108.40609898684306,-0.5919173802913065],[-108.40609898850744,-0.5919173587817568],"
         "[-108.40609899904848,-0.5919173633701575],[-108.40609900154868,-0.5919173654438055],"
         "[-108.4060990092803,-0.5919173718093589]]",
         23258.78);
}

/* The number of positions of the line that zones are made on. */
static size_t positions_of(const char *parts) {
    struct dmz_context *context = dmz_context_create();
    struct dmz_line line = material_line(parts);
    struct dmz_base base = {0};
    const struct dmz_zones_request request = {.tolerance_m = 1};
    assert_int_equal(dmz_base_build(context, &line, &request, 2000, &base), DMZ_OK);
    size_t count = dmz_line_vertices(&base.dense);
    dmz_base_free(&base);
    dmz_line_free(&line);
    dmz_context_free(context);
    return count;
}

/* A corner of several vertices within a micrometre is a corner: what lies between them tells no sides. */
static void test_specks(void **state) {
    (void)state;
    size_t corner = positions_of("[[30,48],[30.1,48.05],[30.05,47.95]]");
    assert_int_equal(
        positions_of("[[30,48],[30.1,48.05],[30.100000000001,48.050000000003],"
                     "[30.099999999998,48.050000000001],[30.100000000002,48.049999999997],[30.05,47.95]]"),
        corner);
    make("[[-5.239166186592229,-34.869811380823194],[-5.239166186538569,-34.86981138077863],"
         "[-5.239166186557668,-34.869811380802275],[-5.239166186612238,-34.86981138076044],"
         "[-5.239166186568582,-34.869811380786814],[-5.239166186584043,-34.86981138080955],"
         "[-5.23916618664407,-34.869811380836836],[-5.239166186627699,-34.86981138076044],"
         "[-5.23916618653675,-34.86981138078954],[-5.239166186563125,-34.86981138082592],"
         "[-5.2391661865895,-34.869811380749525],[-5.242928985289836,-34.86775739766199],"
         "[-5.242928985288927,-34.86775739766108],[-5.242928985290746,-34.86775739766199],"
         "[-5.242928985290746,-34.86775739766199],[-5.242928985289836,-34.86775739766199],"
         "[-5.242928985292565,-34.86775739766017],[-5.242928985289836,-34.86775739766108],"
         "[-5.242928985290746,-34.86775739766108],[-5.237988452537138,-34.865981480282244],"
         "[-5.237988452532591,-34.86598148027588],[-5.2379884525335,-34.86598148027406],"
         "[-5.237988452536229,-34.86598148028315],[-5.241181064449847,-34.86525535855799],"
         "[-5.241181043843426,-34.8652543191738],[-5.241182036485952,-34.86525462063855],"
         "[-5.241181300736571,-34.865255219844585],[-5.241181154762671,-34.86525444330164],"
         "[-5.237173041620736,-34.866431642193675],[-5.237173041769893,-34.866431642065436],"
         "[-5.2371730418008156,-34.86643164226916],[-5.237173041609822,-34.866431642192765],"
         "[-5.237173041838105,-34.866431642064526],[-5.237173041783535,-34.8664316422437],"
         "[-5.237173041580718,-34.86643164227462]]",
         130.493);
}

/* The middle of a face is just where an end sticks out of another part by less than can be measured. */
static void test_a_face_that_is_in_doubt_at_its_middle(void **state) {
    (void)state;
    make("[[-10.130822508627716,-32.7335518541704],[-10.12924113529425,-32.72783589442133]],"
         "[[-10.129592907672304,-32.73379487928469],[-10.128011608518136,-32.72807890424974]],"
         "[[-10.12836330004393,-32.73403789232998],[-10.126782075070878,-32.72832190200825]],"
         "[[-10.127133685741683,-32.73428089330537],[-10.125552534953385,-32.72856488769958]],"
         "[[-10.125904064767383,-32.73452388221085],[-10.12432298816384,-32.728807861321]],"
         "[[-10.130822508627716,-32.7335518541704],[-10.125904064767383,-32.73452388221085]],"
         "[[-10.130534971190173,-32.73251259063363],[-10.125616581285612,-32.73348460755551]],"
         "[[-10.130247440425592,-32.73147332626377],[-10.125329104474076,-32.7324453320698]],"
         "[[-10.129959916333064,-32.730434061062624],[-10.125041634333684,-32.731406055751904]],"
         "[[-10.129672398913499,-32.72939479502929],[-10.124754170863525,-32.73036677860273]]",
         59.182);
}

/* The line comes back on itself and ends in the middle of an edge, off it by less than the grid on which it is cut.
 */
static void test_a_border_that_comes_to_nothing(void **state) {
    (void)state;
    make("[[-154.96922078625,40.41449545765],[-154.96767983818,40.41449540984],[-154.96876941259,40.41449544577],"
         "[-154.969858987,40.41449547138],[-154.96946353474,40.41446239295]]",
         45.713);
}

/* What is run along twice has other edges one way than the other; both are to be equally near from everywhere. */
static void test_a_line_that_goes_straight_back(void **state) {
    (void)state;
    static const double REACHES_M[] = {100, 500, 2000, 15000};
    for (size_t i = 0; i < sizeof REACHES_M / sizeof *REACHES_M; i++) {
        make("[[30,49],[30,48],[30,50]]", REACHES_M[i]);
        make("[[30,48],[30,49],[30,47.5],[30.5,47]]", REACHES_M[i]);
        make("[[30,48],[31,48],[30.5,48],[30.75,48],[30.2,48.5]]", REACHES_M[i]);
        make("[[30,48],[31,49],[30.5,48.5],[30.5,48]]", REACHES_M[i]);
    }
}

/* Zones of flat caps are as narrow as the line is short; what is four tolerances inside their ends lies beside them.
 */
static void test_a_line_shorter_than_the_tolerance(void **state) {
    (void)state;
    judge("[[121.12590192789867,11.132612559120389],[121.12589869955809,11.132611242364874]],"
          "[[122.29440809024618,9.921989300349196],[122.29440522735695,9.92199126061496]],"
          "[[122.77441406251,11.52718457588071],[122.77441505774732,11.527181269700122]],"
          "[[123.93766048008456,10.310486805213259],[123.93765702162636,10.310487217219816]],"
          "[[123.26070193442956,13.131167022453155],[123.26070369668196,13.131170007556648]],"
          "[[124.42747808436707,11.91237367579106],[124.42747578502258,11.912376275615316]],"
          "[[124.92467093426421,13.51273938637587],[124.92466999106273,13.512742706097015]],"
          "[[126.08514789566834,12.28783126705639],[126.08515135207199,12.287831852932868]],"
          "[[125.4301501088712,15.111418627516287],[125.43014705455971,15.111416871215624]],"
          "[[126.5936800695099,13.88401650893411],[126.59367743819075,13.884018799631122]],"
          "[[127.11163076580578,15.47818132991506],[127.11163412887709,15.478182447021936]],"
          "[[128.2677501496455,14.244650073327648],[128.26775317203192,14.244651862290993]]",
          92587.614);
}

/* Two borders within the tolerance of each other make a round that a trace came upon from beside it, and never left:
 * where there was an end of its steps, their copies met at 16 million places. */
static void test_a_border_that_goes_round_where_it_did_not_begin(void **state) {
    (void)state;
    judge("[[-45.7271068185446,-0.025506416304779123],[-45.72243832275217,-0.042917182884593785],"
          "[-45.720076670455455,-0.017777212569853873],[-45.72174666414321,-0.03555442509059503],"
          "[-45.7271068185446,-0.025506416304779123],[-45.72174875503879,-0.03555271787899983]]",
          3254.342);
}

/* Beside a stub of 3 m there is a ribbon 190 km long between what is beyond the one end and beyond the other. */
static void test_a_ribbon_between_flat_ends(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[0,0],[0.01171875,0.15625],[0.0117194653,0.156259537]],"
                                         "[[0,0],[2.86102295e-06,-2.86102295e-05]]");
    struct judge_wish wish = {.reach_m = {1082.37, 191834.21, 207912.88}, .cap = DMZ_CAP_FLAT};
    struct judge_made split = judge_make(&line, wish);
    wish.merge = true;
    struct judge_made whole = judge_make(&line, wish);
    double area = judge_side_area_m2(&whole.zones, DMZ_SIDE_NONE);
    assert_true(fabs(judge_side_area_m2(&split.zones, DMZ_SIDE_NONE) - area) < 1e-6 * area);
    judge_free(&split);
    judge_free(&whole);
    dmz_line_free(&line);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_end_that_all_but_touches),
        cmocka_unit_test(test_ends_that_all_but_meet),
        cmocka_unit_test(test_a_scribble),
        cmocka_unit_test(test_specks),
        cmocka_unit_test(test_a_face_that_is_in_doubt_at_its_middle),
        cmocka_unit_test(test_a_border_that_comes_to_nothing),
        cmocka_unit_test(test_a_line_that_goes_straight_back),
        cmocka_unit_test(test_a_line_shorter_than_the_tolerance),
        cmocka_unit_test(test_a_border_that_goes_round_where_it_did_not_begin),
        cmocka_unit_test(test_a_ribbon_between_flat_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
